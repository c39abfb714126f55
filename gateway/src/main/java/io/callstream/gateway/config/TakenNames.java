package io.callstream.gateway.config;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which models a deployment takes when only the model that a client asks for says whose it is ({@code model: "*"}). Such
 * an entry stands for one deployment of each provider.
 */
public enum TakenNames {
    /** All: the entry names the provider. */
    ALL,
    /** Those with the provider's prefix. */
    PREFIXED,
    /** And those without a prefix that are OpenAI's, as in LiteLLM. */
    AND_OPENAIS,
    /** And all that have no provider's prefix: the entry says where it goes, whatever it is called. */
    AND_OTHERS;

    private static final Pattern OPENAIS = Pattern.compile(
            "(?:gpt-|chatgpt-|o[1-9](?:-|$)|text-|davinci|babbage|curie|ada(?:-|$)|ft:|dall-e|whisper|tts-|omni-|codex-|computer-use"
                    + "|sora-).*");

    /** What the provider calls the model; null when the model is not its own. */
    @Nullable String own(String model, String provider) {
        if (this == ALL) {
            return model;
        }
        if (model.startsWith(provider + "/")) {
            return model.substring(provider.length() + 1);
        }
        return takes(model) ? model : null;
    }

    private boolean takes(String unprefixed) {
        return switch (this) {
            case AND_OPENAIS -> isOpenAis(unprefixed);
            case AND_OTHERS -> !hasProvider(unprefixed);
            default -> false;
        };
    }

    /** Whether a name without a prefix is one of OpenAI's models. */
    static boolean isOpenAis(String model) {
        return OPENAIS.matcher(model.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean hasProvider(String model) {
        int slash = model.indexOf('/');
        String word = slash < 0 ? "" : model.substring(0, slash);
        return slash > 0 && (Provider.find(word).isPresent() || OtherProviders.has(word));
    }
}
