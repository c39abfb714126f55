package io.callstream.gateway.config;

import java.util.Map;
import java.util.Set;

/**
 * What a deployment adds to each request, and takes from it: {@code litellm_params} that are parameters of the call.
 *
 * @param headers header lines by name, in place of those that would be sent
 * @param defaults fields of the body as JSON, which the client's own win over
 * @param forced fields of {@code extra_body} that win over the client's
 * @param dropped fields of the body that the provider does not get
 * @param mock what is answered in the provider's place
 */
public record CallParameters(
        Map<String, String> headers,
        Map<String, String> defaults,
        Map<String, String> forced,
        Set<String> dropped,
        MockAnswer mock) {
    public static final CallParameters NONE = new CallParameters(Map.of(), Map.of(), Map.of(), Set.of());

    public CallParameters(
            Map<String, String> headers,
            Map<String, String> defaults,
            Map<String, String> forced,
            Set<String> dropped) {
        this(headers, defaults, forced, dropped, MockAnswer.NONE);
    }

    public CallParameters {
        headers = Map.copyOf(headers);
        defaults = Map.copyOf(defaults);
        forced = Map.copyOf(forced);
        dropped = Set.copyOf(dropped);
    }

    /** The same with other headers. */
    CallParameters with(Map<String, String> others) {
        return new CallParameters(others, defaults, forced, dropped, mock);
    }

    /** Whether bodies go as they would without. */
    public boolean leaveBody() {
        return defaults.isEmpty() && forced.isEmpty() && dropped.isEmpty();
    }

    /** Values may be keys. */
    @Override
    public String toString() {
        return "CallParameters[headers=" + headers.keySet() + ", defaults=" + defaults.keySet() + ", forced="
                + forced.keySet() + ", dropped=" + dropped + "]";
    }
}
