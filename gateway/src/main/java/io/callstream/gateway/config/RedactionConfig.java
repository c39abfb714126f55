package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.List;

/**
 * What is taken out of texts before they are recorded.
 *
 * @param maxBytes longest text that is looked through; a longer one is left out
 * @param rules all that are for a call apply to it
 */
public record RedactionConfig(int maxBytes, List<RedactionRule> rules) {
    static final Key<Integer> MAX_BYTES = Key.bytes("max_bytes")
            .min("1KiB")
            .max("64MiB")
            .as(Math::toIntExact)
            .byDefault("1MiB")
            .says(
                    "Longest body that is looked through; of a call with a rule, a longer one is left out of its events. Also"
                            + " how much of a stream's chunks waits for its end.");

    public static final RedactionConfig NONE = new RedactionConfig(1 << 20, List.of());

    public RedactionConfig {
        rules = List.copyOf(rules);
    }

    static RedactionConfig read(Section redaction) {
        return new RedactionConfig(
                redaction.get(MAX_BYTES),
                redaction.sections("rules").stream().map(RedactionRule::read).toList());
    }
}
