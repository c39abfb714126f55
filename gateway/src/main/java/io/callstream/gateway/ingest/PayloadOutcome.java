package io.callstream.gateway.ingest;

import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.config.CallLimits;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.Endpoint;
import io.callstream.gateway.config.Retries;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.LitellmErrors;
import io.callstream.gateway.event.FailureFacts;
import io.callstream.gateway.event.Outcome;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.event.RouteFacts;
import io.callstream.gateway.event.Timing;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageReader;
import io.callstream.gateway.usage.UsageSource;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a payload says of how its call ended. */
final class PayloadOutcome {
    private static final URI NOWHERE = URI.create("");
    private static final CallLimits NO_LIMITS = new CallLimits(Duration.ZERO, Duration.ZERO, Retries.NONE);
    private static final Pattern CLASS = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,99}");
    private static final Pattern STATUS = Pattern.compile("[45][0-9]{2}");
    private static final long MICROS = 1_000;

    private final Payload payload;
    private final ClientApi api;

    /** @param api reads answers */
    PayloadOutcome(Payload payload, ClientApi api) {
        this.payload = payload;
        this.api = api;
    }

    Outcome outcome() throws InvalidItemException {
        Slice body = body();
        AnswerFacts answer = api.answer(body == null ? Slice.EMPTY : body);
        ResponseFacts response = new ResponseFacts(
                body == null ? 0 : body.length(),
                failed() == null ? body : null,
                answer.id() == null ? payload.text("id") : answer.id(),
                answer.model(),
                answer.finishReason(),
                Map.of());
        return new Outcome(route(), response, usage(), cost(), timing());
    }

    private @Nullable Slice body() {
        JsonValue response = payload.value("response");
        return response == null ? null : Slice.of(response.toString());
    }

    private RouteFacts route() {
        return new RouteFacts(deployment(), payload.text("model"), null, List.of(), null, payload.flag("cache_hit"));
    }

    private Deployment deployment() {
        String model = or(payload.text("model"), "");
        return new Deployment(
                or(payload.text("model_id"), ""),
                or(payload.text("model_group"), model),
                or(payload.text("custom_llm_provider"), "unknown"),
                model,
                new Endpoint(address(), Optional.empty(), false),
                NO_LIMITS,
                1,
                Optional.empty());
    }

    private URI address() {
        try {
            URI uri = new URI(or(payload.text("api_base"), "").strip());
            return uri.getScheme() == null || uri.getRawAuthority() == null ? NOWHERE : uri;
        } catch (URISyntaxException e) {
            return NOWHERE;
        }
    }

    private Usage usage() {
        JsonValue.Obj reported = payload.object("metadata").object("usage_object");
        Usage usage = reported == null ? null : UsageReader.of(Slice.of(reported.toString()));
        if (usage != null) {
            return usage;
        }
        long prompt = payload.count("prompt_tokens");
        long completion = payload.count("completion_tokens");
        return prompt + completion == 0 ? Usage.UNCOUNTED : Usage.of(prompt, completion, UsageSource.PROVIDER);
    }

    private @Nullable Cost cost() {
        long total = Payload.nanoDollars(payload.value("response_cost"));
        if (total < 0) {
            return null;
        }
        JsonValue.Obj parts = payload.object("cost_breakdown");
        return new Cost(
                total,
                Math.max(0, Payload.nanoDollars(parts.get("input_cost"))),
                Math.max(0, Payload.nanoDollars(parts.get("output_cost"))),
                0,
                PayloadFacts.SOURCE,
                payload.flag("cache_hit") ? Payload.nanoDollars(payload.value("saved_cache_cost")) : -1);
    }

    private Timing timing() throws InvalidItemException {
        Instant start = payload.moment("startTime");
        long duration = micros(start, payload.moment("endTime"));
        boolean streamed = payload.flag("stream") && payload.value("completionStartTime") != null;
        long ttft = streamed ? micros(start, payload.moment("completionStartTime")) : -1;
        BigDecimal overhead = Payload.number(payload.object("hidden_params").get("litellm_overhead_time_ms"));
        long inside = overhead == null ? 0 : (long) (overhead.doubleValue() * MICROS);
        return new Timing(ttft, duration, Math.max(0, Math.min(duration, duration - inside)));
    }

    private static long micros(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / MICROS);
    }

    /** Null when it succeeded. */
    @Nullable FailureFacts failed() throws InvalidItemException {
        String status = payload.text("status");
        if ("success".equals(status)) {
            return null;
        }
        if (!"failure".equals(status)) {
            throw new InvalidItemException("status: expected success or failure");
        }
        JsonValue.Obj information = payload.object("error_information");
        String type = or(information.text("error_class"), "an error");
        int code = status(information.get("error_code"));
        GatewayError error = LitellmErrors.of(code, type);
        String said = or(information.text("error_message"), or(payload.text("error_str"), ""));
        return new FailureFacts(
                error,
                "LiteLLM reported " + (CLASS.matcher(type).matches() ? type : "an error") + ".",
                code == 0 ? error.httpStatus() : code,
                code,
                said.isEmpty() ? null : Slice.of(said));
    }

    private static int status(@Nullable JsonValue code) {
        String text = code instanceof JsonValue.Text said ? said.value() : String.valueOf(code);
        return STATUS.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null || text.isEmpty() ? otherwise : text;
    }
}
