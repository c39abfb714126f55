package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.nio.file.Path;
import java.util.Optional;

/** Where prices come from, beside those of the deployments and those that are shipped. */
public record PricesConfig(
        @Setting(
                key = "callstream.prices.file",
                says = "Price map in LiteLLM's format; its models replace the shipped ones of the same name.")
        Optional<Path> file) {
    static PricesConfig read(Section prices) {
        return new PricesConfig(prices.text("file").map(Path::of));
    }
}
