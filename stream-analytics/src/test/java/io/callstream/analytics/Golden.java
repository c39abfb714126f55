package io.callstream.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a topology looked like when somebody last looked at it; {@code -Dgolden.update=true} writes it anew. */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/topology");

    private Golden() {}

    public static void same(String name, String now) {
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, now);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(file).hasContent(now);
    }
}
