package io.callstream.gateway.event;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns from model to chunk_count, which terminal events have. For one thread. */
final class OutcomeColumns {
    private final ApiBases apiBases = new ApiBases();

    void write(AvroOutput out, Outcome outcome, KeptBody body, long startedMillis, int chunks) {
        route(out, outcome.route());
        response(out, outcome.response(), body);
        usage(out, outcome.usage());
        cost(out, outcome.cost());
        out.number(startedMillis);
        timing(out, outcome.timing());
        out.number(chunks);
    }

    private void route(AvroOutput out, RouteFacts route) {
        Deployment deployment = route.deployment();
        out.nullableString(route.model());
        out.nullableString(deployment == null ? null : deployment.provider());
        out.nullableString(deployment == null ? null : deployment.id());
        out.nullableString(deployment == null ? null : apiBases.of(deployment));
        out.nullableString(route.strategy());
        attempts(out, route.attempts());
        out.number(route.retryCount());
        out.nullableString(route.fallbackFrom());
        out.flag(route.cacheHit());
    }

    private static void attempts(AvroOutput out, List<AttemptFacts> attempts) {
        if (!attempts.isEmpty()) {
            out.number(attempts.size());
            for (int i = 0; i < attempts.size(); i++) {
                attempt(out, attempts.get(i));
            }
        }
        out.endOfBlocks();
    }

    private static void attempt(AvroOutput out, AttemptFacts attempt) {
        out.string(attempt.deployment().id());
        out.string(attempt.deployment().provider());
        out.string(attempt.model());
        out.number(attempt.startedMillis());
        out.number(attempt.durationUs());
        status(out, attempt.httpStatus());
        out.nullableString(attempt.error() == null ? null : attempt.error().name());
        out.nullableString(attempt.reason().word());
    }

    private static void response(AvroOutput out, ResponseFacts response, KeptBody body) {
        out.number(response.bytes());
        out.nullableString(body.inline());
        out.nullableString(body.uri());
        out.nullableString(body.sha256());
        out.nullableString(response.id());
        out.nullableString(response.model());
        out.nullableString(response.finishReason());
        out.strings(response.providerHeaders());
    }

    private static void usage(AvroOutput out, @Nullable Usage usage) {
        UsageDetails details = usage == null ? UsageDetails.UNKNOWN : usage.details();
        out.nullableCount(usage == null ? Usage.UNKNOWN : usage.promptTokens());
        out.nullableCount(usage == null ? Usage.UNKNOWN : usage.completionTokens());
        out.nullableCount(usage == null ? Usage.UNKNOWN : usage.totalTokens());
        out.nullableCount(details.cacheRead());
        out.nullableCount(details.cacheCreation());
        out.nullableCount(details.reasoning());
        out.nullableCount(details.promptAudio());
        out.nullableCount(details.completionAudio());
        out.nullableString(usage == null ? null : usage.source().word());
    }

    private static void cost(AvroOutput out, @Nullable Cost cost) {
        if (cost == null) {
            for (int column = 0; column < 5; column++) {
                out.nothing();
            }
            return;
        }
        out.nullable(cost.total());
        out.nullable(cost.input());
        out.nullable(cost.output());
        out.nullable(cost.cache());
        out.nullableString(cost.priceVersion());
    }

    /** Column saved_cost_nano_usd, which successes have. */
    static void saved(AvroOutput out, @Nullable Cost cost) {
        out.nullableCount(cost == null ? -1 : cost.saved());
    }

    /** Column provider_response_body, the last of both kinds. */
    static void own(AvroOutput out, KeptAnswer answer) {
        out.nullableString(answer.own());
    }

    private static void timing(AvroOutput out, Timing timing) {
        out.nullableCount(timing.ttftUs());
        out.nullableCount(timing.durationUs());
        out.nullableCount(timing.upstreamUs());
        out.nullableCount(timing.gatewayUs());
    }

    /** 0 stands for no answer. */
    static void status(AvroOutput out, int status) {
        out.nullableCount(status == 0 ? -1 : status);
    }
}
