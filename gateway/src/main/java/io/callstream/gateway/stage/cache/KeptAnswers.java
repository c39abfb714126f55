package io.callstream.gateway.stage.cache;

import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.cache.AnswerKey;
import io.callstream.gateway.cache.KeptAnswer;
import io.callstream.gateway.call.CallRequest;
import io.callstream.gateway.call.StoredResponse;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.event.RouteFacts;
import io.callstream.gateway.net.HeadWriter;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.PricedModel;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.UsageReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes responses of answers that were kept: in the form that is asked for, and with what is recorded of them. */
public final class KeptAnswers {
    private static final String JSON = "application/json";
    private static final String EVENT_STREAM = "text/event-stream";

    /** The {@code routing_strategy} of a call that went nowhere because its answer was at hand. */
    private static final String STRATEGY = "cache";

    private final Pricing pricing;
    private final Map<String, Deployment> deployments;

    public KeptAnswers(Pricing pricing, List<Deployment> all) {
        this.pricing = pricing;
        this.deployments =
                all.stream().collect(Collectors.toMap(Deployment::id, Function.identity(), (first, same) -> first));
    }

    /** Null when what was kept is no answer to the request after all. */
    @Nullable StoredResponse response(CallRequest request, ApiRequest asked, AnswerKey key, KeptAnswer kept) {
        ClientApi api = request.endpoint().api();
        AnswerFacts answer = api.answer(kept.body());
        boolean usable = answer.readable()
                && answer.error() == null
                && WholeAnswer.is(kept.body())
                && answer.answers(request.endpoint().operation());
        boolean stream = asked.stream() && request.endpoint().operation().streams();
        byte[] body = !usable ? null : stream ? api.asStream(asked, kept.body()) : api.asPlain(asked, kept.body());
        if (body == null) {
            return null;
        }
        StoredResponse.Recorded recorded =
                new StoredResponse.Recorded(kept.body(), route(kept), cost(kept, answer), headers(key, kept));
        return new StoredResponse(200, stream ? EVENT_STREAM : JSON, body, recorded);
    }

    private RouteFacts route(KeptAnswer kept) {
        return new RouteFacts(deployments.get(kept.deploymentId()), kept.model(), STRATEGY, List.of(), null, true);
    }

    private @Nullable Cost cost(KeptAnswer kept, AnswerFacts answer) {
        PricedModel model = new PricedModel(kept.deploymentId(), kept.provider(), kept.model());
        Cost cost = pricing.cost(model, answer, UsageReader.ofAnswer(kept.body(), answer.usage()));
        return cost == null ? null : cost.repeated();
    }

    private byte[] headers(AnswerKey key, KeptAnswer kept) {
        Deployment deployment = deployments.get(kept.deploymentId());
        byte[] ofCache = HeadWriter.lines(
                "x-litellm-cache-key", key.text(),
                "x-litellm-cache-hit", "True",
                "x-litellm-response-cost", "0");
        return deployment == null
                ? ofCache
                : joined(
                        HeadWriter.lines(
                                "x-litellm-model-id",
                                deployment.id(),
                                "x-litellm-model-group",
                                deployment.modelGroup()),
                        ofCache);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
