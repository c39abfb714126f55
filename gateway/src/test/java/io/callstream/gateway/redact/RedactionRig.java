package io.callstream.gateway.redact;

import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.config.RedactionTarget;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/** Redaction as a configuration file asks for it, and what it counts. */
public final class RedactionRig {
    private final Redactions redactions;
    private final Map<String, DoubleSupplier> counts = new TreeMap<>();
    private final RedactionCounters counters = new RedactionCounters(counts::put);

    /** @param rules the list under {@code callstream.redaction.rules} */
    public RedactionRig(String rules) {
        Environment none = Environment.of(Map.of());
        Problems problems = new Problems();
        GatewayConfig config =
                GatewayConfig.read(new ConfigFile(none).parse("""
                                model_list:
                                  - model_name: m
                                    litellm_params: {model: openai/gpt-4o, api_key: sk-1}
                                callstream:
                                  redaction: {max_bytes: 64KiB, rules: %s}
                                """.formatted(rules), "redaction.yaml", problems), none);
        problems.throwIfAny();
        this.redactions = Redactions.of(config.events().capture().redaction());
    }

    /** Everything that is known by its looks. */
    public static RedactionRig all() {
        return new RedactionRig("[{detectors: [mail, phone, card, iban, key]}]");
    }

    public Redactions redactions() {
        return redactions;
    }

    public RedactionCounters counters() {
        return counters;
    }

    /** What is taken out of the events of a call without a key. */
    public TextRedaction events() {
        return redactions.of("m", null, RedactionTarget.EVENTS, counters);
    }

    Set<String> shown() {
        return counts.keySet();
    }

    double count(String detector) {
        return counts.getOrDefault(detector, () -> 0).getAsDouble();
    }
}
