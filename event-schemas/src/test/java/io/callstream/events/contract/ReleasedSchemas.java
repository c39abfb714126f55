package io.callstream.events.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The schemas of every release, as committed under {@code history/}. */
final class ReleasedSchemas {
    private static final Path HISTORY = Path.of("history");

    private ReleasedSchemas() {}

    static List<Path> versions() {
        try (Stream<Path> folders = Files.list(HISTORY)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether that release had such records. */
    static boolean has(Path version, String record) {
        return Files.exists(version.resolve(record + ".avsc"));
    }

    /** A record's schema as that release wrote it. */
    static Schema read(Path version, String record) {
        Schema.Parser parser = new Schema.Parser();
        try {
            parser.parse(version.resolve("Attempt.avsc").toFile());
            return parser.parse(version.resolve(record + ".avsc").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
