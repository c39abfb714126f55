package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/reference/config.md} what the records say; {@code -Dgolden.update=true} writes it anew. */
class ConfigReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "config.md");

    @Test
    void theReferenceIsWhatTheRecordsSay() throws IOException {
        String expected = new ConfigReference().write();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(REFERENCE.getParent());
            Files.writeString(REFERENCE, expected);
        }

        assertThat(REFERENCE).hasContent(expected);
    }
}
