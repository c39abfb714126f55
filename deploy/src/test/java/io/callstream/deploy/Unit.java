package io.callstream.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A unit of systemd.
 *
 * @param name its file's name
 * @param lines its settings, each {@code Name=value}
 */
record Unit(String name, List<String> lines) {
    private static final Path FOLDER = Path.of("systemd");

    Unit {
        lines = List.copyOf(lines);
    }

    static List<Unit> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".service"))
                    .sorted()
                    .map(Unit::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Unit read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return new Unit(
                    file.getFileName().toString(),
                    lines.filter(line -> line.matches("[A-Z]\\w+=.*")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every value of a setting, for an instance called {@code postgres} where there are instances. */
    List<String> values(String setting) {
        return lines.stream()
                .filter(line -> line.startsWith(setting + "="))
                .map(line -> line.substring(setting.length() + 1).replace("%i", "postgres"))
                .toList();
    }

    /** The same unit as a file, with the launcher elsewhere. */
    Path write(Path folder, Path launcher) throws IOException {
        String text = Files.readString(FOLDER.resolve(name));
        return Files.writeString(
                folder.resolve(name.replace("@", "@postgres")),
                text.replace("/opt/callstream/callstream", launcher.toString()));
    }
}
