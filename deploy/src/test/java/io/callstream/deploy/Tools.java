package io.callstream.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that are no part of the build: they are on the path, or where {@code deploy/tools/fetch} puts them. */
final class Tools {
    static final Path FOLDER = Path.of("target/tools");

    /** How a program ended, and what it said. */
    record Said(int code, String text) {}

    private Tools() {}

    static Optional<String> find(String program) {
        return Stream.concat(path(), Stream.of(FOLDER))
                .map(folder -> folder.resolve(program).toAbsolutePath())
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    static Said run(List<String> command, Map<String, String> variables, String input) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(variables);
            Process process = builder.start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Path> path() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
    }
}
