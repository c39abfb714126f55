package io.callstream.gateway.dialect.request;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.json.JsonValue;
import java.util.Map;
import java.util.Set;

/**
 * Which parameters a provider has a use for.
 *
 * @param whose models, for the message
 * @param known read elsewhere, or hints of which a provider that has no use for them need not know
 * @param defaults what further ones say by default, as JSON, so that it may be said
 */
public record KnownParameters(String whose, Set<String> known, Map<String, String> defaults) {
    public KnownParameters {
        known = Set.copyOf(known);
        defaults = Map.copyOf(defaults);
    }

    /** @throws UnsupportedRequestException if a parameter is said that the provider has no counterpart of */
    public void check(Map<String, JsonValue> said) throws UnsupportedRequestException {
        for (Map.Entry<String, JsonValue> each : said.entrySet()) {
            String name = each.getKey();
            if (!known.contains(name) && !saysNothing(name, each.getValue().toString())) {
                throw new UnsupportedRequestException(
                        name,
                        name + ": " + whose + " models have no such parameter; leave it out, or set drop_params or"
                                + " additional_drop_params for the model.");
            }
        }
    }

    private boolean saysNothing(String name, String value) {
        String usual = defaults.get(name);
        return usual != null && (value.equals(usual) || usual.equals("0") && value.matches("-?0(\\.0*)?"));
    }
}
