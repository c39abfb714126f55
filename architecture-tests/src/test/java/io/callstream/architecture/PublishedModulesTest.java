package io.callstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is released with sources and documentation is what {@code bom} names, with the product's version. */
class PublishedModulesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern MANAGED =
            Pattern.compile("<groupId>io\\.callstream</groupId>\\s*<artifactId>([a-z-]+)</artifactId>\\s*"
                    + "<version>\\$\\{project\\.version}</version>\\s*</dependency>");
    private static final Pattern OWN = Pattern.compile("</parent>[\\s\\S]*?<artifactId>([a-z-]+)</artifactId>");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>callstream(?:-bom)?</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void theBomNamesThem() throws IOException {
        Set<String> managed = MANAGED.matcher(pom(ROOT.resolve("bom")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(managed).contains("sink-api", "gateway-spi").isEqualTo(published());
    }

    @Test
    void theBomHasTheProductsVersion() throws IOException {
        assertThat(version(ROOT.resolve("bom"))).isEqualTo(version(ROOT));
    }

    private static Set<String> published() throws IOException {
        try (Stream<Path> folders = Stream.concat(Files.list(ROOT), Files.list(ROOT.resolve("sink-connectors")))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(PublishedModulesTest::pom)
                    .filter(pom -> pom.contains("<maven.source.skip>false"))
                    .map(pom -> first(OWN, pom))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String version(Path module) {
        return first(VERSION, pom(module));
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String pom(Path module) {
        try {
            return Files.readString(module.resolve("pom.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
