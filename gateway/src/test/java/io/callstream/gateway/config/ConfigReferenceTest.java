package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.KeyReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/reference/config.md} what the statements of keys say; {@code -Dgolden.update=true} writes it anew. */
class ConfigReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "config.md");

    @Test
    void theReferenceIsWhatTheStatementsSay() throws IOException {
        String expected = ConfigReference.write();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(REFERENCE.getParent());
            Files.writeString(REFERENCE, expected);
        }

        assertThat(REFERENCE).hasContent(expected);
    }

    @Test
    void everyStatementOfThePackageStandsInTheReference() throws Exception {
        Path classes = Path.of(
                        GatewayConfig.class.getResource("GatewayConfig.class").toURI())
                .getParent();
        List<Class<?>> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                all.add(Class.forName(GatewayConfig.class.getPackageName() + "." + name));
            }
        }

        String reference = ConfigReference.write();
        assertThat(KeyReference.statedIn(all.toArray(Class<?>[]::new)))
                .hasSizeGreaterThan(50)
                .allSatisfy(key -> assertThat(reference).contains("." + key.name() + "` | ", "| " + key.says() + " |"));
    }
}
