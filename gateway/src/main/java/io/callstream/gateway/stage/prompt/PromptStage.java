package io.callstream.gateway.stage.prompt;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.RequestChange;
import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.config.PromptsConfig;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.prompt.Fetched;
import io.callstream.gateway.prompt.PromptCache;
import io.callstream.gateway.prompt.PromptException;
import io.callstream.gateway.prompt.PromptSources;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.PromptFields;
import io.callstream.gateway.route.Routes;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Puts prompts that are kept elsewhere before the client's messages. One that is known is put there at once; one that is not
 * is fetched first, while the call waits.
 */
public final class PromptStage implements Stage {
    private static final Step NO_ROOM = new Step.Reject(
            new CallError(GatewayError.OVERLOADED, "The gateway has no memory left for the request with its prompt."));
    private static final Step NO_CHAT = new Step.Reject(new CallError(
            GatewayError.INVALID_REQUEST,
            "Invalid 'prompt_id': expected a chat completion, which is the only call that takes a prompt.",
            PromptFields.ID));

    private final PromptPlans plans;
    private final PromptCache cache;
    private final Rendering rendering;
    private final long ttlNanos;

    public PromptStage(PromptsConfig config, Routes routes, PromptSources sources, PromptCache cache) {
        this.plans = new PromptPlans(config, routes, new Accounts(config, sources));
        this.cache = cache;
        this.rendering = new Rendering(routes);
        this.ttlNanos = config.ttl().toNanos();
    }

    @Override
    public String name() {
        return "prompt";
    }

    @Override
    public Step run(PendingCall call) {
        ApiRequest asked = call.asked();
        String model = call.model();
        if (asked == null || model == null) {
            return Step.CONTINUE;
        }
        if (!call.request().endpoint().operation().chats()) {
            return asked.promptFields().get(PromptFields.ID) == null ? Step.CONTINUE : NO_CHAT;
        }
        try {
            PromptPlan plan = plans.of(asked.promptFields(), model);
            if (plan == null) {
                return Step.CONTINUE;
            }
            Fetched known = cache.known(plan.prompt(), ttlNanos);
            return known == null ? later(call, asked, plan) : apply(call, asked, plan, known);
        } catch (PromptException e) {
            return new Step.Reject(e.error());
        }
    }

    /** The prompt is fetched for whoever comes after, too: a client that leaves ends the waiting only. */
    private Step later(PendingCall call, ApiRequest asked, PromptPlan plan) {
        Promise<Step> step = call.executor().newPromise();
        cache.fetch(plan.prompt()).addListener((Future<Fetched> done) -> {
            if (!step.isDone()) {
                step.trySuccess(apply(call, asked, plan, done.getNow()));
            }
        });
        return new Step.Later(step);
    }

    private Step apply(PendingCall call, ApiRequest asked, PromptPlan plan, Fetched fetched) {
        if (fetched instanceof Fetched.Refused refused) {
            return new Step.Reject(refused.error());
        }
        if (fetched instanceof Fetched.Failed failed) {
            return new Step.Reject(failed.error());
        }
        try {
            ClientApi api = call.request().endpoint().api();
            RequestChange change = rendering.change(api, plan, ((Fetched.Found) fetched).template(), call.grant());
            if (!call.request()
                    .hold()
                    .more(call.request().body().length()
                            + (long) change.messages().length())) {
                return NO_ROOM;
            }
            call.read(api.change(asked, change));
            return Step.CONTINUE;
        } catch (PromptException e) {
            return new Step.Reject(e.error());
        } catch (InvalidRequestException e) {
            return new Step.Reject(new CallError(e.error(), e.getMessage(), e.param()));
        }
    }
}
