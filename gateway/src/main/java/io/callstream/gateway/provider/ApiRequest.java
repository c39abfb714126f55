package io.callstream.gateway.provider;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.json.Slice;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A client's request that has been read: what the gateway needs to know of it, in whatever form it came. */
public interface ApiRequest {
    /** Model group asked for; null when neither path nor body names one. */
    @Nullable String model();

    boolean stream();

    /** Whether the client asks for the usage of a stream itself. */
    boolean asksUsage();

    /** Whether the client says anything of how a stream is written, so that a refusal of that may be its own. */
    boolean saysHowToStream();

    /** How often the request wants to be tried again; null when it does not say. */
    @Nullable Integer retries();

    /** What it says about its own routing. */
    default CallerRouting routing() {
        return CallerRouting.NONE;
    }

    /** What it wants to be answered without asking a provider. */
    MockAnswer mock();

    /** Header lines that its provider is to get, by lower-case name; none that says who asks or is about the connection. */
    default Map<String, String> extraHeaders() {
        return Map.of();
    }

    /** What the request says about the cache of answers. */
    CacheControl cacheControl();

    /**
     * Adds all of the request that decides what its answer says, in one form for all ways to write it. Left out are the
     * model, whether the answer is a stream, what is said to the gateway, and who asks.
     */
    void identify(MessageDigest digest);

    /** The word for how it asks to be served; null when it does not say. */
    default @Nullable String tier() {
        return null;
    }

    /** About how many tokens its prompt has. */
    long promptTokens();

    /** What events record of the request. */
    RequestInfo info(Operation operation);

    /**
     * What the client says about its call.
     *
     * @param headers finds a request header by its lower-case name
     */
    RequestMetadata metadata(Function<CharSequence, @Nullable String> headers);

    /**
     * The body in OpenAI's form. Where the client speaks it, every byte is as it came, but for what is said here.
     *
     * @param model the provider's name of the model
     * @param askUsage whether the stream is to end with its usage, whatever the client said
     * @param withoutGatewayFields whether fields that are said to the gateway are taken out
     */
    ProviderBody body(ModelName model, boolean askUsage, boolean withoutGatewayFields);

    /**
     * What is sent in the place of a JSON body in the form of the provider.
     *
     * @param model the provider's name of the model
     * @return null for a request whose form the provider's dialect writes
     */
    default @Nullable Forward forward(ModelName model) {
        return null;
    }

    /** Where it goes when it names no model of the gateway's; null when it has to name one. */
    default @Nullable ProviderChoice choice() {
        return null;
    }

    /** What it says about a prompt that is kept elsewhere. */
    default PromptFields promptFields() {
        return PromptFields.NONE;
    }

    /** What the provider calls the model, where a prompt says so; null to leave it to the deployment. */
    default @Nullable String providerModel() {
        return null;
    }

    /**
     * The body as the client wrote it, for a provider of the same form that is not OpenAI's; without what is said to the gateway.
     *
     * @param form of the provider
     * @param model the provider's name of the model
     * @return null when the client's form is another one
     */
    default @Nullable Slice own(String form, ModelName model) {
        return null;
    }

    /**
     * What is changed in an answer in JSON before anybody sees it.
     *
     * @param from who gave it
     * @return null when nothing is
     */
    default @Nullable UnaryOperator<Slice> answerEdit(Destination from) {
        return null;
    }

    /** The deployment that alone can answer it, by its id; null when any of its model group can. */
    default @Nullable String deployment() {
        return null;
    }

    /**
     * Why a provider of a form cannot be asked this, where that is known from what the client's form says and OpenAI's does not.
     *
     * @return null when it can
     */
    default @Nullable UnsupportedRequestException beyond(String form) {
        return null;
    }
}
