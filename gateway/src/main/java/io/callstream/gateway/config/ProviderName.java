package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.Optional;

/**
 * What an entry's {@code model} says: whose it is, and the name that the provider knows it by.
 *
 * @param word the provider's name; empty when only the model that is asked for says it
 * @param model without the provider
 * @param byResponses whether it says that the model is asked by OpenAI's Responses API
 * @param bare whether the entry names no provider, so that it is OpenAI's by default
 */
record ProviderName(String word, String model, boolean byResponses, boolean bare) {
    static final Key<String> MODEL = Key.text("model")
            .required()
            .says("Provider and the name the provider knows the model by, such as openai/gpt-4o.");
    static final Key<Optional<String>> PROVIDER =
            Key.text("custom_llm_provider").optional().says("Provider, where the model's prefix does not say it.");
    private static final String OPENAI = "openai";
    private static final String RESPONSES = "responses/";
    private static final String PROXY = "litellm_proxy";

    static ProviderName of(Section params, String named) {
        ProviderName name = asWritten(params, named);
        return BedrockNames.areOf(name.word())
                ? new ProviderName(name.word(), BedrockNames.plain(name.model()), name.byResponses(), name.bare())
                : name;
    }

    private static ProviderName asWritten(Section params, String named) {
        Optional<String> explicit = params.get(PROVIDER).filter(word -> !word.isBlank());
        if (params.flag("use_litellm_proxy", false)) {
            return of(PROXY, without(PROXY, named), false);
        }
        return explicit.map(word -> of(word, without(word, named), false)).orElseGet(() -> prefixed(params, named));
    }

    private static ProviderName prefixed(Section params, String named) {
        int slash = named.indexOf('/');
        String prefix = slash < 0 ? named : named.substring(0, slash);
        if (prefix.indexOf('*') >= 0) {
            return of("", named, false);
        }
        return slash < 0 ? bare(params, named) : of(prefix, named.substring(slash + 1), false);
    }

    /** As in LiteLLM, the model says itself whose it is; where the entry says an address, that has OpenAI's form. */
    private static ProviderName bare(Section params, String named) {
        boolean addressed = params.has("api_base") || params.has("base_url");
        return BareNames.provider(named, params.keys())
                .filter(word -> !addressed)
                .map(word -> of(word, named, false))
                .orElseGet(() -> of(OPENAI, named, true));
    }

    /** As in LiteLLM, {@code openai/responses/...} is a model that is asked by that API. */
    private static ProviderName of(String word, String model, boolean bare) {
        boolean responses = model.startsWith(RESPONSES) && (word.equals(OPENAI) || word.equals("azure"));
        return new ProviderName(word, responses ? model.substring(RESPONSES.length()) : model, responses, bare);
    }

    /** The same, asked by that API. */
    ProviderName asResponses() {
        return new ProviderName(word, model, true, bare);
    }

    /** Whether only the model that is asked for says whose it is. */
    boolean open() {
        return word.isEmpty();
    }

    /** Whether nothing stands before the slash or behind it. */
    boolean namesNothing() {
        return open() ? model.indexOf('*') < 0 : !bare && model.isBlank();
    }

    /**
     * Why it cannot be served; empty when it can.
     *
     * @param addressed whether the entry says where the model answers
     * @param elsewhere whether the environment says that OpenAI's models are somewhere else
     */
    Optional<String> missing(boolean addressed, boolean elsewhere) {
        if (open()) {
            return Optional.empty();
        }
        if (Provider.find(word).isEmpty()) {
            String what = OtherProviders.has(word)
                    ? "provider '" + word + "' is not supported yet"
                    : "there is no provider '" + word + "' (write openai/" + word + "/" + model
                            + " and api_base for a server of that dialect)";
            return Optional.of(what + "; supported: " + Providers.supported());
        }
        return bare && !addressed && !elsewhere && !TakenNames.isOpenAis(model)
                ? Optional.of(
                        "'" + model + "' is no model of OpenAI's, and neither a provider (provider/model) nor api_base"
                                + " says where it answers")
                : Optional.empty();
    }

    private static String without(String provider, String model) {
        return model.startsWith(provider + "/") ? model.substring(provider.length() + 1) : model;
    }
}
