package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.config.MockAnswer;
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
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A request of another form than OpenAI's. What is known of it is what the same request says in OpenAI's. */
public interface TranslatedRequest extends ApiRequest {
    /** The same in OpenAI's form. */
    ApiRequest chat();

    /** The same after a step before the provider has made another of it. */
    TranslatedRequest changed(ApiRequest other);

    /**
     * Reads a body, with the fields of {@code extra_body} beside the others and without parameters that no provider is to get.
     *
     * @throws InvalidRequestException if it is no JSON object
     */
    static JsonValue.Obj object(Slice body) throws InvalidRequestException {
        try {
            if (JsonValue.read(body) instanceof JsonValue.Obj object) {
                return DroppedFields.without(ExtraBody.lifted(object));
            }
        } catch (InvalidJsonException e) {
            throw InvalidRequestException.malformed(e);
        }
        throw InvalidRequestException.field("body", "a JSON object");
    }

    /** Adds to what a request is known by what it says in its own form, which a chat may have no words for. */
    static void identify(JsonValue.Obj sent, MessageDigest digest) {
        RequestIdentity.add(Slice.of(sent.toString()), Set.of(), digest);
    }

    /** Which fields of its own form go to a provider of that: those that are neither said to the gateway alone nor to be dropped. */
    static Predicate<String> goesOn(JsonValue.Obj sent) {
        Set<String> dropped = DroppedFields.of(sent);
        return name -> !GatewayField.has(name) && !dropped.contains(name);
    }

    /** A chat in OpenAI's form. */
    static ApiRequest asChat(JsonValue.Obj body) throws InvalidRequestException {
        Slice openAi = Slice.of(body.toString());
        return new OpenAiRequest(openAi, RequestScan.of(openAi));
    }

    @Override
    default ProviderBody body(ModelName model, boolean askUsage, boolean withoutGatewayFields) {
        return chat().body(model, askUsage, withoutGatewayFields);
    }

    @Override
    default @Nullable String model() {
        return chat().model();
    }

    @Override
    default boolean stream() {
        return chat().stream();
    }

    /** Usage stands in the form itself: what a provider of another form adds for it is not for the client. */
    @Override
    default boolean asksUsage() {
        return false;
    }

    @Override
    default boolean saysHowToStream() {
        return false;
    }

    @Override
    default @Nullable Integer retries() {
        return chat().retries();
    }

    @Override
    default CallerRouting routing() {
        return chat().routing();
    }

    @Override
    default PromptFields promptFields() {
        return chat().promptFields();
    }

    @Override
    default @Nullable String providerModel() {
        return chat().providerModel();
    }

    @Override
    default MockAnswer mock() {
        return chat().mock();
    }

    @Override
    default Map<String, String> extraHeaders() {
        return chat().extraHeaders();
    }

    @Override
    default CacheControl cacheControl() {
        return chat().cacheControl();
    }

    @Override
    default void identify(MessageDigest digest) {
        chat().identify(digest);
    }

    @Override
    default @Nullable String tier() {
        return chat().tier();
    }

    @Override
    default long promptTokens() {
        return chat().promptTokens();
    }

    @Override
    default RequestInfo info(Operation operation) {
        return chat().info(operation);
    }

    @Override
    default RequestMetadata metadata(Function<CharSequence, @Nullable String> headers) {
        return chat().metadata(headers);
    }
}
