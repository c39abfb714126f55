package io.callstream.sink;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.Optional;

/**
 * A sink's settings with the environment behind them: a key of {@code callstream.sinks.<name>} wins over the
 * environment variables that the destination's users already have.
 *
 * @param section the sink's own section of the configuration file
 * @param environment environment variables
 */
public record SinkSettings(Section section, Environment environment) {
    /** What the section says of a setting, else what its variables say, else its default; what is wrong is noted. */
    public <T> T get(Key<T> key) {
        return section.get(key, environment);
    }

    /** The first of a setting's variables that is set, as it is: where a variable is written otherwise than the key. */
    public Optional<String> variable(Key<?> key) {
        return key.variables().stream()
                .flatMap(name -> environment.get(name).stream())
                .findFirst();
    }

    /** Notes what is wrong with a setting. */
    public void problem(Key<?> key, String message) {
        section.problem(key.name(), message);
    }
}
