package io.callstream.gateway.dialect.request;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which parameters a provider has a use for.
 *
 * @param what has no others, for the message
 * @param known read elsewhere, or hints of which a provider that has no use for them need not know
 * @param defaults what further ones say by default, as JSON, so that it may be said
 */
public record KnownParameters(String what, Set<String> known, Map<String, String> defaults) {
    /** What penalties say by default. */
    public static final Map<String, String> NO_PENALTIES = Map.of("presence_penalty", "0", "frequency_penalty", "0");

    private static final Set<String> HINTS = Set.of(
            "model",
            "stream",
            "stream_options",
            "user",
            "safety_identifier",
            "store",
            "metadata",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options",
            "prediction",
            "service_tier",
            "verbosity");
    private static final Map<String, String> OF_CHATS =
            Map.of("n", "1", "logprobs", "false", "logit_bias", "{}", "modalities", "[\"text\"]");

    public KnownParameters {
        known = Set.copyOf(known);
        defaults = Map.copyOf(defaults);
    }

    /**
     * Those of chats, with hints that any provider may get.
     *
     * @param known read elsewhere
     * @param defaults what others say by default than those that no provider but OpenAI has
     */
    public static KnownParameters ofChats(String what, Set<String> known, Map<String, String> defaults) {
        Set<String> all = new HashSet<>(HINTS);
        all.addAll(known);
        Map<String, String> usual = new HashMap<>(OF_CHATS);
        usual.putAll(defaults);
        return new KnownParameters(what, all, usual);
    }

    /** @throws UnsupportedRequestException if a parameter is said that the provider has no counterpart of */
    public void check(Map<String, JsonValue> said) throws UnsupportedRequestException {
        for (Map.Entry<String, JsonValue> each : said.entrySet()) {
            check(each.getKey(), each.getValue());
        }
    }

    /** @throws UnsupportedRequestException if the provider has no counterpart of this parameter */
    public void check(String name, JsonValue value) throws UnsupportedRequestException {
        if (!known.contains(name) && !saysNothing(name, value.toString())) {
            throw new UnsupportedRequestException(
                    name,
                    name + ": " + what + " no such parameter; leave it out, or set drop_params or"
                            + " additional_drop_params for the model.");
        }
    }

    private boolean saysNothing(String name, String value) {
        String usual = defaults.get(name);
        return usual != null && (value.equals(usual) || usual.equals("0") && value.matches("-?0(\\.0*)?"));
    }
}
