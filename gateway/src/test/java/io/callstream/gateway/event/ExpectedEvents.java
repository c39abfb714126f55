package io.callstream.gateway.event;

import io.callstream.events.Attempt;
import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.events.id.EventIds;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Usage;
import io.callstream.json.Slice;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The events that a call should lead to, made with the generated classes. */
final class ExpectedEvents {
    private final GatewayName gateway;
    private final int lane;
    private final CallFacts facts;

    ExpectedEvents(GatewayName gateway, int lane, CallFacts facts) {
        this.gateway = gateway;
        this.lane = lane;
        this.facts = facts;
    }

    PreCallEvent preCall(long seq) {
        PreCallEvent event = new PreCallEvent();
        head(event, EventIds.of(callId(), EventKind.PRE_CALL), seq, facts.startedAt());
        call(event);
        return event;
    }

    ChunkEvent chunk(long seq, String delta, long elapsedUs) {
        ChunkEvent event = new ChunkEvent();
        head(event, EventIds.chunk(callId(), 0), seq, facts.startedAt().plusMillis(elapsedUs / 1000));
        identity(event);
        event.setChunkIndex(0);
        event.setDelta(delta);
        event.setElapsedUs(elapsedUs);
        event.setGapUs(elapsedUs);
        event.setByteCount(Slice.of(delta).length());
        event.setFinishReason("stop");
        ApiKey key = facts.caller().key();
        RequestMetadata labels = facts.caller().labels();
        put(event, "model_group", facts.asked().modelGroup());
        put(event, "key_hash", key == null ? null : key.hash().hex());
        put(event, "team_id", key == null ? null : key.teamId());
        put(event, "user_id", key == null ? null : key.userId());
        put(event, "end_user", labels.endUser());
        put(event, "routes", routes(key, labels));
        put(event, "disabled_callbacks", disabled(key, labels));
        put(event, "truncated_fields", List.of());
        return event;
    }

    SuccessEvent success(long seq, Outcome outcome, int chunks) {
        SuccessEvent event = new SuccessEvent();
        terminal(event, EventKind.SUCCESS, seq, outcome, chunks);
        Cost cost = outcome.cost();
        event.setSavedCostNanoUsd(cost == null ? null : known(cost.saved()));
        return event;
    }

    FailureEvent failure(long seq, Outcome outcome, FailureFacts failed, int chunks) {
        FailureEvent event = new FailureEvent();
        terminal(event, EventKind.FAILURE, seq, outcome, chunks);
        event.setErrorCode(failed.error().name());
        event.setErrorType(failed.error().type());
        event.setHttpStatus(failed.httpStatus() == 0 ? null : failed.httpStatus());
        event.setMessage(failed.message());
        event.setProviderStatus(failed.providerStatus() == 0 ? null : failed.providerStatus());
        event.setProviderErrorBody(text(failed.providerErrorBody()));
        event.setOrigin(failed.error().origin().word());
        event.setRetryable(failed.error().retryable());
        return event;
    }

    private void terminal(SpecificRecord event, EventKind kind, long seq, Outcome outcome, int chunks) {
        Instant end = facts.startedAt().plusMillis(outcome.timing().durationUs() / 1000);
        head(event, EventIds.of(callId(), kind), seq, end);
        call(event);
        route(event, outcome.route());
        response(event, outcome.response());
        usage(event, outcome.usage());
        cost(event, outcome.cost());
        put(event, "started_at", facts.startedAt());
        put(event, "ttft_us", known(outcome.timing().ttftUs()));
        put(event, "duration_us", outcome.timing().durationUs());
        put(event, "upstream_us", known(outcome.timing().upstreamUs()));
        put(event, "gateway_us", outcome.timing().gatewayUs());
        put(event, "chunk_count", chunks);
    }

    private void head(SpecificRecord event, String id, long seq, Instant time) {
        put(event, "event_id", id);
        put(event, "gateway_id", gateway.id());
        put(event, "gateway_epoch", gateway.epoch());
        put(event, "lane", lane);
        put(event, "seq", seq);
        put(event, "event_time", time);
    }

    private void identity(SpecificRecord event) {
        put(event, "call_id", callId());
        put(event, "trace_id", facts.trace().traceId());
        put(event, "span_id", facts.trace().spanId());
        put(event, "parent_span_id", facts.trace().parentSpanId());
        put(event, "session_id", facts.caller().labels().sessionId());
    }

    private static List<String> routes(@Nullable ApiKey key, RequestMetadata labels) {
        Set<String> routes = new LinkedHashSet<>(key == null ? List.of() : key.routes());
        labels.callbacks().stream().filter(route -> selectable(key, route)).forEach(routes::add);
        return List.copyOf(routes);
    }

    private static List<String> refused(@Nullable ApiKey key, RequestMetadata labels) {
        return labels.callbacks().stream()
                .filter(route -> !selectable(key, route))
                .distinct()
                .toList();
    }

    private static boolean selectable(@Nullable ApiKey key, String route) {
        return key != null
                && (key.routes().contains(route) || key.selectableRoutes().contains(route));
    }

    private static List<String> disabled(@Nullable ApiKey key, RequestMetadata labels) {
        if (key == null || key.disabledCallbacks().isEmpty()) {
            return labels.disabledCallbacks();
        }
        Set<String> disabled = new LinkedHashSet<>(key.disabledCallbacks());
        disabled.addAll(labels.disabledCallbacks());
        return List.copyOf(disabled);
    }

    private void call(SpecificRecord event) {
        identity(event);
        ApiKey key = facts.caller().key();
        put(event, "key_hash", key == null ? null : key.hash().hex());
        put(event, "key_alias", key == null ? null : key.alias());
        put(event, "team_id", key == null ? null : key.teamId());
        put(event, "user_id", key == null ? null : key.userId());
        put(event, "routes", routes(key, facts.caller().labels()));
        put(event, "refused_routes", refused(key, facts.caller().labels()));
        put(event, "truncated_fields", List.of());
        labels(event, facts.caller().labels());
        put(event, "disabled_callbacks", disabled(key, facts.caller().labels()));
        put(event, "client_ip", facts.caller().client().ip());
        put(event, "user_agent", facts.caller().client().userAgent());
        put(event, "request_headers", facts.caller().client().headers());
        asked(event, facts.asked());
    }

    private static void labels(SpecificRecord event, RequestMetadata labels) {
        put(event, "end_user", labels.endUser());
        put(event, "tags", labels.tags());
        put(event, "metadata", labels.metadata());
        put(event, "no_log", labels.noLog());
    }

    private static void asked(SpecificRecord event, RequestInfo asked) {
        put(event, "call_type", asked.callType());
        put(event, "model_group", asked.modelGroup());
        put(event, "stream", asked.stream());
        put(event, "parameters", text(asked.parameters()));
        put(event, "capture", "full");
        put(event, "redacted", false);
        put(event, "request_bytes", asked.bodyBytes());
        put(event, "request_body", text(asked.body()));
    }

    private static void route(SpecificRecord event, RouteFacts route) {
        Deployment deployment = route.deployment();
        put(event, "model", route.model());
        put(event, "provider", deployment == null ? null : deployment.provider());
        put(event, "deployment_id", deployment == null ? null : deployment.id());
        put(event, "api_base", deployment == null ? null : "http://host:8000/v1");
        put(event, "routing_strategy", route.strategy());
        put(
                event,
                "attempts",
                route.attempts().stream().map(ExpectedEvents::attempt).toList());
        put(event, "retry_count", (int) route.attempts().stream()
                .filter(attempt -> attempt.reason() == AttemptReason.RETRY)
                .count());
        put(event, "fallback_from", route.fallbackFrom());
        put(event, "cache_hit", route.cacheHit());
    }

    private static Attempt attempt(AttemptFacts facts) {
        return Attempt.newBuilder()
                .setDeploymentId(facts.deployment().id())
                .setProvider(facts.deployment().provider())
                .setModel(facts.model())
                .setStartedAt(Instant.ofEpochMilli(facts.startedMillis()))
                .setDurationUs(facts.durationUs())
                .setHttpStatus(facts.httpStatus() == 0 ? null : facts.httpStatus())
                .setErrorCode(facts.error() == null ? null : facts.error().name())
                .setReason(facts.reason().word())
                .build();
    }

    private static void response(SpecificRecord event, ResponseFacts response) {
        put(event, "response_bytes", response.bytes());
        put(event, "response_body", text(response.body()));
        put(event, "provider_response_body", text(response.provider().json()));
        put(event, "response_id", response.id());
        put(event, "response_model", response.model());
        put(event, "finish_reason", response.finishReason());
        put(event, "provider_headers", response.providerHeaders());
    }

    private static void usage(SpecificRecord event, Usage usage) {
        put(event, "prompt_tokens", known(usage.promptTokens()));
        put(event, "completion_tokens", known(usage.completionTokens()));
        put(event, "total_tokens", known(usage.totalTokens()));
        put(event, "cache_read_tokens", known(usage.details().cacheRead()));
        put(event, "cache_creation_tokens", known(usage.details().cacheCreation()));
        put(event, "reasoning_tokens", known(usage.details().reasoning()));
        put(event, "prompt_audio_tokens", known(usage.details().promptAudio()));
        put(event, "completion_audio_tokens", known(usage.details().completionAudio()));
        put(event, "usage_source", usage.source().word());
    }

    private static void cost(SpecificRecord event, @Nullable Cost cost) {
        put(event, "cost_nano_usd", cost == null ? null : cost.total());
        put(event, "input_cost_nano_usd", cost == null ? null : cost.input());
        put(event, "output_cost_nano_usd", cost == null ? null : cost.output());
        put(event, "cache_cost_nano_usd", cost == null ? null : cost.cache());
        put(event, "price_version", cost == null ? null : cost.priceVersion());
    }

    private String callId() {
        return facts.callId().toString();
    }

    private static @Nullable Long known(long value) {
        return value < 0 ? null : value;
    }

    private static @Nullable String text(@Nullable Slice slice) {
        return slice == null ? null : slice.text();
    }

    private static void put(SpecificRecord event, String column, @Nullable Object value) {
        Schema.Field field = event.getSchema().getField(column);
        event.put(field.pos(), value);
    }
}
