package io.callstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A reader follows {@code docs/architecture.md} into the code: what it names must be there. */
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("..", "docs", "architecture.md");
    /** A class in code type, such as {@code `RoutePlan`}; names in capitals are constants. */
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`");

    private static final Pattern MODULE = Pattern.compile("(?m)^\\| ((?:`[a-z/-]+`(?:, )?)+) \\|");
    private static final Pattern NAME = Pattern.compile("`([a-z/-]+)`");

    @Test
    void everyClassOnThePageExists() throws IOException {
        Set<String> classes =
                Product.classes().stream().map(each -> each.getSimpleName()).collect(Collectors.toSet());

        assertThat(found(CLASS, Files.readString(PAGE))).isSubsetOf(classes);
    }

    @Test
    void everyModuleOfTheTableExists() throws IOException {
        Set<String> named = MODULE.matcher(Files.readString(PAGE))
                .results()
                .flatMap(row -> found(NAME, row.group(1)).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).contains("gateway");
        assertThat(named).allSatisfy(name -> assertThat(folder(name)).isDirectory());
    }

    /** Connectors are named without the folder they are in. */
    private static Path folder(String module) {
        Path folder = Path.of("..", module);
        return Files.isDirectory(folder) ? folder : Path.of("..", "sink-connectors", module);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
