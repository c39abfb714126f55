package io.callstream.gateway.api.anthropic;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.openai.ExtraBody;
import io.callstream.gateway.api.openai.GatewayFields;
import io.callstream.gateway.api.openai.OpenAiRequest;
import io.callstream.gateway.api.openai.RequestScan;
import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.dialect.anthropic.AnthropicDialect;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.CacheControl;
import io.callstream.gateway.provider.CallerRouting;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.PromptFields;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request to the Messages API: as it came, for providers that speak the same, and in OpenAI's form, for all others, for steps
 * that change it, and for whatever is told of it.
 *
 * @param sent null when a step before the provider has changed it
 * @param told in OpenAI's form
 */
record AnthropicRequest(JsonValue.@Nullable Obj sent, ApiRequest told) implements ApiRequest {
    private static final String METADATA = "metadata";

    static AnthropicRequest read(Slice body) throws InvalidRequestException {
        JsonValue.Obj sent = object(body);
        Slice openAi = Slice.of(ChatBody.of(sent).toString());
        return new AnthropicRequest(sent, new OpenAiRequest(openAi, RequestScan.of(openAi)));
    }

    static AnthropicRequest of(ApiRequest read) {
        if (read instanceof AnthropicRequest request) {
            return request;
        }
        throw new IllegalArgumentException(
                "no request in Anthropic's form: " + read.getClass().getName());
    }

    AnthropicRequest changed(ApiRequest other) {
        return new AnthropicRequest(null, other);
    }

    private static JsonValue.Obj object(Slice body) throws InvalidRequestException {
        try {
            if (JsonValue.read(body) instanceof JsonValue.Obj object) {
                return ExtraBody.lifted(object);
            }
        } catch (InvalidJsonException e) {
            throw InvalidRequestException.malformed(e);
        }
        throw InvalidRequestException.field("body", "a JSON object");
    }

    @Override
    public ProviderBody body(ModelName model, boolean askUsage, boolean withoutGatewayFields) {
        return told.body(model, askUsage, withoutGatewayFields);
    }

    /** What is said to the gateway alone is left out; Anthropic's {@code metadata} knows a user's id only. */
    @Override
    public @Nullable Slice own(String form, ModelName model) {
        JsonValue.Obj as = sent;
        if (as == null || !form.equals(AnthropicDialect.FORM)) {
            return null;
        }
        JsonObject own = new JsonObject();
        as.fields().forEach((name, value) -> {
            if (name.equals("model")) {
                own.with(name, model.name());
            } else if (name.equals(METADATA)) {
                String user = value instanceof JsonValue.Obj metadata ? metadata.text("user_id") : null;
                own.with(
                        name,
                        user == null
                                ? null
                                : new JsonObject().with("user_id", user).value());
            } else if (!GatewayFields.has(name)) {
                own.with(name, value);
            }
        });
        return Slice.of(own.toString());
    }

    @Override
    public @Nullable String model() {
        return told.model();
    }

    @Override
    public boolean stream() {
        return told.stream();
    }

    /** Usage stands in the form itself: what a provider of another form adds for it is not for the client. */
    @Override
    public boolean asksUsage() {
        return false;
    }

    @Override
    public boolean saysHowToStream() {
        return false;
    }

    @Override
    public @Nullable Integer retries() {
        return told.retries();
    }

    @Override
    public CallerRouting routing() {
        return told.routing();
    }

    @Override
    public PromptFields promptFields() {
        return told.promptFields();
    }

    @Override
    public @Nullable String providerModel() {
        return told.providerModel();
    }

    @Override
    public MockAnswer mock() {
        return told.mock();
    }

    @Override
    public Map<String, String> extraHeaders() {
        return told.extraHeaders();
    }

    @Override
    public CacheControl cacheControl() {
        return told.cacheControl();
    }

    @Override
    public void identify(MessageDigest digest) {
        told.identify(digest);
    }

    @Override
    public RequestInfo info(Operation operation) {
        return told.info(operation);
    }

    @Override
    public RequestMetadata metadata(Function<CharSequence, @Nullable String> headers) {
        return told.metadata(headers);
    }
}
