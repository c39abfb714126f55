package io.callstream.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at what the file sink wrote. */
record Lines(Path directory) {
    /** Distinct lines that belong to these calls; a line repeated after a restart counts once. */
    int count(Collection<String> callIds) throws IOException {
        return (int) all().stream()
                .filter(line -> callIds.stream().anyMatch(line::contains))
                .distinct()
                .count();
    }

    /** The line that tells how the call ended. */
    Optional<String> ending(String callId) throws IOException {
        return all().stream()
                .filter(line -> line.contains("\"" + callId + ":success\""))
                .findFirst();
    }

    private List<String> all() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .flatMap(Lines::lines)
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream();
        } catch (IOException e) {
            // The sink may be putting this file aside just now; the next look finds it under its new name.
            return Stream.empty();
        }
    }
}
