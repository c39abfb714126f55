package io.callstream.gateway.api.anthropic;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.openai.TranslatedRequest;
import io.callstream.gateway.dialect.anthropic.AnthropicDialect;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.ModelName;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.security.MessageDigest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request to the Messages API: as it came, for providers that speak the same, and in OpenAI's form, for all others, for steps
 * that change it, and for whatever is recorded of it.
 *
 * @param sent null when a step before the provider has changed it
 * @param chat in OpenAI's form
 */
record AnthropicRequest(JsonValue.@Nullable Obj sent, ApiRequest chat) implements TranslatedRequest {
    private static final String METADATA = "metadata";

    static AnthropicRequest read(Slice body) throws InvalidRequestException {
        JsonValue.Obj sent = TranslatedRequest.object(body);
        return new AnthropicRequest(sent, TranslatedRequest.asChat(ChatBody.of(sent)));
    }

    @Override
    public AnthropicRequest changed(ApiRequest other) {
        return new AnthropicRequest(null, other);
    }

    /** What its provider gets: a chat has no words for how long a model may think, or for a tool that has failed. */
    @Override
    public void identify(MessageDigest digest) {
        chat.identify(digest);
        if (sent != null) {
            TranslatedRequest.identify(sent, digest);
        }
    }

    /** What is said to the gateway alone is left out; Anthropic's {@code metadata} knows a user's id only. */
    @Override
    public @Nullable Slice own(String form, ModelName model) {
        JsonValue.Obj as = sent;
        if (as == null || !form.equals(AnthropicDialect.FORM)) {
            return null;
        }
        Predicate<String> goesOn = TranslatedRequest.goesOn(as);
        JsonObject own = new JsonObject();
        as.fields().forEach((name, value) -> {
            if (name.equals("model")) {
                own.with(name, model.name());
            } else if (name.equals(METADATA) && goesOn.test(name)) {
                String user = value instanceof JsonValue.Obj metadata ? metadata.text("user_id") : null;
                own.with(
                        name,
                        user == null
                                ? null
                                : new JsonObject().with("user_id", user).value());
            } else if (goesOn.test(name)) {
                own.with(name, value);
            }
        });
        return Slice.of(own.toString());
    }
}
