package io.callstream.cli.newsink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archetype of a sink; Maven itself makes a project of it in the release. */
class SinkArchetypeTest {
    private static final Map<String, String> GIVEN = Map.of(
            "name", "demo-store",
            "className", "DemoStore",
            "variable", "DEMO_STORE",
            "package", "org.example.demo",
            "groupId", "org.example",
            "artifactId", "demo-sink",
            "version", "2.0");

    private final Map<Path, String> archetype = SinkArchetype.of("9.9");

    @Test
    void whatItMakesCompilesAndKeepsTheContract(@TempDir Path folder) throws IOException {
        Map<Path, String> project = new LinkedHashMap<>();
        archetype.forEach((path, text) -> {
            if (path.startsWith("archetype-resources")) {
                project.put(folder.resolve(placed(Path.of("archetype-resources").relativize(path))), filled(text));
            }
        });

        Written.all(project);

        Generated.in(folder).passesItsTests();
        assertThat(Files.readString(folder.resolve("pom.xml")))
                .contains(
                        "<groupId>org.example</groupId>",
                        "<artifactId>demo-sink</artifactId>",
                        "<version>2.0</version>")
                .contains("<callstream.version>9.9</callstream.version>", "${callstream.version}");
    }

    /** Maven reads these signs as commands of its own. */
    @Test
    void nothingInItIsMistakenForACommand() {
        assertThat(archetype.values()).allSatisfy(text -> assertThat(text).doesNotContainPattern("#[^ ]"));
    }

    /** Maven puts sources below the package, and words into names. */
    private static String placed(Path path) {
        return path.toString()
                .replaceFirst("^(src/(?:main|test)/java)/", "$1/org/example/demo/")
                .replace("__className__", "DemoStore");
    }

    private static String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> word : GIVEN.entrySet()) {
            filled = filled.replace("${" + word.getKey() + "}", word.getValue());
        }
        return filled;
    }
}
