package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/reference/providers.md} what the table says, {@code -Dgolden.update=true} writes it anew; and the table can be used. */
class ProviderReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "providers.md");

    @Test
    void thePageIsTheTable() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page());
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    @Test
    void everyRowCanBeUsed() {
        assertThat(Providers.all()).hasSizeGreaterThan(60).allSatisfy(row -> {
            if (!row.isVertex()) { // which is asked as a Google account
                assertThat(row.keyVariables()).isNotEmpty();
            }
            assertThat(row.source()).isNotBlank();
            row.apiBase()
                    .ifPresent(base -> assertThat(URI.create(base.replace("{region}", "eu-west-1"))
                                    .getHost())
                            .isNotBlank());
        });
    }

    private static String page() {
        return """
            # Providers

            `model: <provider>/<name>` in `litellm_params`. Generated from the table that the gateway reads. Addresses without https are for servers on one's own machine; `-` is for those that
            people run themselves, which need an `api_base`. A key in a variable goes to the provider's own host only; see [the guide](../guides/configuration.md).

            | provider | form | address | variables with the key | variables with the address | read in |
            |---|---|---|---|---|---|
            """ + Providers.all().stream().map(ProviderReferenceTest::row).collect(Collectors.joining());
    }

    private static String row(Provider row) {
        return "| `" + row.word() + "` | " + row.form() + " | " + row.apiBase().orElse("-") + " | "
                + code(row.keyVariables()) + " | " + code(row.baseVariables()) + " | " + row.source() + " |\n";
    }

    private static String code(List<String> names) {
        return names.isEmpty()
                ? "-"
                : names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
