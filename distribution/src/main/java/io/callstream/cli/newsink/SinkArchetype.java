package io.callstream.cli.newsink;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the project of {@code new-sink --plugin} as an archetype of Maven's: what its jar holds. Run by the release. */
public final class SinkArchetype {
    private static final Path RESOURCES = Path.of("archetype-resources");
    private static final String DESCRIPTOR = "archetype-metadata.xml";

    private SinkArchetype() {}

    /** @param arguments the folder to write to, and the product's version */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected a folder and a version, not " + arguments.length + " words");
        }
        Path folder = Path.of(arguments[0]);
        Map<Path, String> files = new LinkedHashMap<>();
        of(arguments[1]).forEach((path, text) -> files.put(folder.resolve(path), text));
        Written.all(files);
    }

    static Map<Path, String> of(String version) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(Path.of("META-INF", "maven", DESCRIPTOR), Template.fill(DESCRIPTOR, Map.of()));
        SinkProject.archetype(Flavour.HTTP, version).forEach((path, text) -> files.put(RESOURCES.resolve(path), text));
        return files;
    }
}
