package io.callstream.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a dead process leaves behind: a copy of its folder, taken while it is still at work. */
final class Crash {
    private Crash() {}

    static Path copy(Path directory, Path to) throws IOException {
        List<Path> entries;
        try (var walk = Files.walk(directory)) {
            entries = walk.collect(Collectors.toList());
        }
        for (Path entry : entries) {
            Files.copy(entry, to.resolve(directory.relativize(entry).toString()));
        }
        return to;
    }

    static void delete(Path directory) throws IOException {
        List<Path> entries;
        try (var walk = Files.walk(directory)) {
            entries = walk.sorted((a, b) -> b.compareTo(a)).collect(Collectors.toList());
        }
        for (Path entry : entries) {
            Files.delete(entry);
        }
    }
}
