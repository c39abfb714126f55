package io.callstream.cli.newsink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Texts on disk. */
final class Written {
    private Written() {}

    /** Writes each text to its path, making folders as needed. */
    static void all(Map<Path, String> texts) throws IOException {
        for (Map.Entry<Path, String> text : texts.entrySet()) {
            Path folder = text.getKey().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(text.getKey(), text.getValue());
        }
    }
}
