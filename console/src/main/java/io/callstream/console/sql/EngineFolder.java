package io.callstream.console.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of engines' own, for what does not fit into their memory; an engine that is ended leaves it behind. */
final class EngineFolder {
    private static final String PREFIX = "engine";

    private EngineFolder() {}

    static Path in(Path parent) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(parent), PREFIX);
    }

    /** What engines of a console left behind that was ended itself. */
    static void clear(Path parent) {
        try (Stream<Path> left = Files.exists(parent) ? Files.list(parent) : Stream.empty()) {
            left.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .forEach(EngineFolder::delete);
        } catch (IOException | UncheckedIOException e) {
            // it is in nobody's way
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // the next start of the console tries again
        }
    }
}
