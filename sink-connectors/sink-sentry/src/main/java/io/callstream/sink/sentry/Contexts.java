package io.callstream.sink.sentry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.FailureEvent;
import org.jspecify.annotations.Nullable;

/** The trace that the call belongs to, and the facts about the call that nobody searches by. */
final class Contexts {
    private static final long MICROS_PER_MILLI = 1_000;
    /** A whole context may have about 8 kB. */
    private static final int PARAMETERS = 4_000;

    private Contexts() {}

    static void write(ObjectNode contexts, FailureEvent failure) {
        if (isId(failure.getTraceId(), 32) && isId(failure.getSpanId(), 16)) {
            trace(contexts.putObject("trace"), failure);
        }
        call(contexts.putObject("llm_call"), failure);
    }

    private static void trace(ObjectNode trace, FailureEvent failure) {
        trace.put("trace_id", failure.getTraceId())
                .put("span_id", failure.getSpanId())
                .put("op", operation(failure.getCallType()))
                .put("status", Severity.spanStatus(failure));
        String parent = failure.getParentSpanId();
        if (parent != null && isId(parent, 16)) {
            trace.put("parent_span_id", parent);
        }
    }

    private static String operation(String callType) {
        return switch (callType) {
            case "chat_completion", "responses" -> "gen_ai.chat";
            case "embedding" -> "gen_ai.embeddings";
            default -> "gen_ai." + callType;
        };
    }

    private static boolean isId(String text, int digits) {
        return text.matches("[0-9a-f]{" + digits + "}") && !text.matches("0+");
    }

    private static void call(ObjectNode call, FailureEvent failure) {
        call.put("type", "default").put("started_at", failure.getStartedAt().toString());
        millis(call, "duration_ms", failure.getDurationUs());
        millis(call, "upstream_ms", failure.getUpstreamUs());
        millis(call, "ttft_ms", failure.getTtftUs());
        call.put("attempts", failure.getAttempts().size())
                .put("retry_count", failure.getRetryCount())
                .put("request_bytes", failure.getRequestBytes())
                .put("response_bytes", failure.getResponseBytes())
                .put("chunks", failure.getChunkCount());
        text(call, "api_base", failure.getApiBase());
        text(call, "routing_strategy", failure.getRoutingStrategy());
        text(call, "fallback_from", failure.getFallbackFrom());
        text(call, "response_id", failure.getResponseId());
        text(call, "prompt_id", failure.getPromptId());
        text(call, "parameters", failure.getParameters());
    }

    private static void millis(ObjectNode call, String name, @Nullable Long micros) {
        if (micros != null) {
            call.put(name, micros / MICROS_PER_MILLI);
        }
    }

    private static void text(ObjectNode call, String name, @Nullable String value) {
        if (value != null) {
            call.put(name, Fit.text(value, name.equals("parameters") ? PARAMETERS : Fit.TAG));
        }
    }
}
