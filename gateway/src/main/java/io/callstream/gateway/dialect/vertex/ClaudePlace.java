package io.callstream.gateway.dialect.vertex;

import io.callstream.gateway.dialect.anthropic.AnthropicPlace;
import io.callstream.gateway.dialect.request.Account;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The model stands in the path, and the version of Anthropic's API in the body. */
record ClaudePlace(VertexPlace place, Account account) implements AnthropicPlace {
    private static final String VERSION = "vertex-2023-10-16";

    static ClaudePlace of(VertexPlace place, GoogleAccounts accounts) {
        return new ClaudePlace(place, accounts.of(place.options().login()));
    }

    @Override
    public String path(String model, boolean stream) {
        return place.path("anthropic", model, stream ? "streamRawPredict" : "rawPredict");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public byte[] body(byte[] body) {
        try {
            return changed(JsonValue.read(Slice.of(body))).toString().getBytes(StandardCharsets.UTF_8);
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a body that was read before cannot be read", e);
        }
    }

    private static JsonObject changed(JsonValue body) {
        JsonObject changed = new JsonObject().with("anthropic_version", VERSION);
        if (body instanceof JsonValue.Obj object) {
            object.fields().forEach((name, value) -> {
                if (!name.equals("model") && !name.equals("anthropic_version")) {
                    changed.with(name, value);
                }
            });
        }
        return changed;
    }
}
