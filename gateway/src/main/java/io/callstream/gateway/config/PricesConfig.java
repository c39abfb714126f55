package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.nio.file.Path;
import java.util.Optional;

/** Where prices come from, beside those of the deployments and those that are shipped. */
public record PricesConfig(Optional<Path> file) {
    static final Key<Optional<Path>> FILE = Key.path("file")
            .optional()
            .says("Price map in LiteLLM's format; its models replace the shipped ones of the same name.");

    static PricesConfig read(Section prices) {
        return new PricesConfig(prices.get(FILE));
    }
}
