package io.callstream.sink;

import io.callstream.settings.Environment;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A sink's settings with the environment behind them: a key of {@code callstream.sinks.<name>} wins over the
 * environment variables that the destination's users already have.
 *
 * @param section the sink's own section of the configuration file
 * @param environment environment variables
 */
public record SinkSettings(Section section, Environment environment) {
    /** The key's value, else the first of the variables that is set. */
    public Optional<String> text(String key, String... variables) {
        return section.text(key).or(() -> first(variables));
    }

    /** As {@link #text(String, String...)}, for passwords and keys. */
    public Optional<Secret> secret(String key, String... variables) {
        return section.secret(key).or(() -> first(variables).map(Secret::new));
    }

    /** As {@link #text(String, String...)}; when there is none, that is noted and an empty text returned. */
    public String required(String key, String... variables) {
        return text(key, variables).orElseGet(() -> {
            section.problem(key, missing(variables));
            return "";
        });
    }

    /** As {@link #required}, for passwords and keys; the placeholder returned when there is none is never used. */
    public Secret requiredSecret(String key, String... variables) {
        return secret(key, variables).orElseGet(() -> {
            section.problem(key, missing(variables));
            return new Secret("missing");
        });
    }

    /** An http or https address from the key, or from the first of the variables that is set. */
    public Optional<URI> url(String key, String... variables) {
        Optional<URI> configured = section.url(key);
        return configured.isPresent() || section.has(key)
                ? configured
                : first(variables).flatMap(value -> parse(key, value));
    }

    /** As {@link #url}; when there is none, that is noted and an address returned that is never used. */
    public URI requiredUrl(String key, String... variables) {
        return url(key, variables).orElseGet(() -> {
            section.problem(key, missing(variables));
            return URI.create("http://localhost");
        });
    }

    /** How long a request may take, from the key {@code timeout}; zero is noted and the fallback returned. */
    public Duration timeout(Duration fallback) {
        Duration said = section.duration("timeout", fallback);
        if (said.isZero()) {
            section.problem("timeout", "is zero (expected a span of time such as " + fallback.toSeconds() + "s)");
            return fallback;
        }
        return said;
    }

    /** A part of a whole, 0 to 1, from the key or from the first of the variables that is set. */
    public double ratio(String key, double fallback, String... variables) {
        return text(key, variables).flatMap(said -> parseRatio(key, said)).orElse(fallback);
    }

    private Optional<Double> parseRatio(String key, String said) {
        try {
            double ratio = Double.parseDouble(said);
            if (ratio >= 0 && ratio <= 1) {
                return Optional.of(ratio);
            }
        } catch (NumberFormatException e) {
            // Told below, as any other text that is no ratio.
        }
        section.problem(key, "is '" + said + "' (expected 0 to 1)");
        return Optional.empty();
    }

    private Optional<URI> parse(String key, String value) {
        try {
            return Optional.of(URI.create(value));
        } catch (IllegalArgumentException e) {
            section.problem(key, "is no address, in the environment (expected http://... or https://...)");
            return Optional.empty();
        }
    }

    private Optional<String> first(String... variables) {
        for (String variable : variables) {
            Optional<String> value = environment.get(variable);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private static String missing(String... variables) {
        return variables.length == 0
                ? "is missing"
                : "is missing (or set the environment variable " + String.join(" or ", variables) + ")";
    }
}
