package io.callstream.sink.otlp.genai;

import io.callstream.sink.otlp.span.Attributes;
import io.callstream.sink.otlp.span.CallEnd;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Who called, over which way, at what cost: general attributes, and {@code callstream.*} for what no convention names. */
final class GatewayAttributes {
    private static final String OWN = "callstream.";
    private static final double NANOS = 1e9;
    private static final List<String> TEXTS = List.of(
            "call_id",
            "model_group",
            "deployment_id",
            "routing_strategy",
            "fallback_from",
            "key_alias",
            "key_hash",
            "team_id",
            "user_id",
            "end_user",
            "prompt_source",
            "prompt_id",
            "prompt_version",
            "usage_source",
            "price_version",
            "capture",
            "request_ref",
            "response_ref",
            "error_type",
            "origin");
    private static final List<String> NUMBERS = List.of(
            "total_tokens",
            "prompt_audio_tokens",
            "completion_audio_tokens",
            "retry_count",
            "chunk_count",
            "ttft_us",
            "upstream_us",
            "gateway_us",
            "http_status",
            "provider_status");

    private GatewayAttributes() {}

    static void write(CallEnd call, Attributes attributes) {
        attributes
                .text("gen_ai.conversation.id", call.text("session_id"))
                .text("session.id", call.text("session_id"))
                .text("user.id", call.text("end_user").or(() -> call.text("user_id")))
                .flag(OWN + "cache_hit", call.flag("cache_hit"))
                .text("error.type", call.failure().map(failure -> failure.getErrorCode()));
        server(call).ifPresent(server -> write(server, attributes));
        TEXTS.forEach(column -> call.text(column).ifPresent(text -> attributes.fact(OWN + column, text)));
        NUMBERS.forEach(column -> attributes.number(OWN + column, call.number(column)));
        attributes
                .decimal(OWN + "cost_usd", call.number("cost_nano_usd").map(nanos -> nanos / NANOS))
                .texts(OWN + "tags", call.texts("tags"));
        call.metadata().forEach((key, value) -> attributes.fact(OWN + "metadata." + key, value));
    }

    private static void write(URI server, Attributes attributes) {
        attributes.text("server.address", Optional.ofNullable(server.getHost()));
        if (server.getPort() > 0) {
            attributes.number("server.port", server.getPort());
        }
    }

    private static Optional<URI> server(CallEnd call) {
        try {
            return call.text("api_base").map(URI::create);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // A deployment's address that is none is not worth a refusal.
        }
    }
}
