package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where prices come from, beside those of the deployments and those that are shipped.
 *
 * @param changes what is reckoned in place of what they come to
 */
public record PricesConfig(Optional<Path> file, CostChanges changes) {
    static final Key<Optional<Path>> FILE = Key.path("file")
            .optional()
            .says("Price map in LiteLLM's format; its models replace the shipped ones of the same name.");

    public PricesConfig(Optional<Path> file) {
        this(file, CostChanges.NONE);
    }

    /** The same with the prices of another file. */
    public PricesConfig of(Path other) {
        return new PricesConfig(Optional.of(other), changes);
    }

    static PricesConfig read(Section prices, Section litellm) {
        return new PricesConfig(prices.get(FILE), CostChanges.read(litellm));
    }
}
