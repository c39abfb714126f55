package io.callstream.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The scripts are run by hand, because they need npm and PyPI; that their table is theirs is checked here. */
class ClientTableTest {
    private static final Path FOLDER = Path.of("clients");
    private static final Path PAGE = Path.of("../docs/guides/clients.md");
    private static final String NONE = "-";
    private static final int FIRST_STEP = 2;

    @Test
    void theTableHasTheStepsThatAreRun() throws IOException {
        List<String> header = rows().get(0);

        assertThat(header.subList(FIRST_STEP, header.size()))
                .containsExactlyElementsOf(
                        lines("steps.txt").stream().map(words -> words.get(0)).toList());
    }

    @Test
    void theTableHasTheClientsThatAreRunInTheirVersions() throws IOException {
        Map<String, String> libraries = rows().stream()
                .skip(FIRST_STEP)
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1), (a, b) -> a, LinkedHashMap::new));

        assertThat(libraries.keySet())
                .containsExactlyElementsOf(
                        lines("clients.txt").stream().map(words -> words.get(0)).toList());
        for (List<String> client : lines("clients.txt")) {
            String name = client.get(2);
            assertThat(libraries.get(client.get(0))).startsWith("`" + name + "` " + version(client.get(1), name) + " ");
        }
    }

    @Test
    void eachStepOfTheTableStandsInTheScriptOfItsClient() throws IOException {
        List<String> steps = rows().get(0);
        for (List<String> client : lines("clients.txt")) {
            String script = Files.readString(FOLDER.resolve(client.get(1)).resolve(client.get(3)));
            for (int at = FIRST_STEP; at < steps.size(); at++) {
                if (!row(client.get(0)).get(at).equals(NONE)) {
                    assertThat(script)
                            .as("%s of %s", steps.get(at), client)
                            .containsPattern("[\"'\\s]" + Pattern.quote(steps.get(at)) + "[\"']?: ");
                }
            }
        }
    }

    @Test
    void whatFailsInTheTableIsExpectedTo() throws IOException {
        Set<String> failing = new TreeSet<>();
        List<String> steps = rows().get(0);
        rows().stream().skip(FIRST_STEP).forEach(row -> {
            for (int at = FIRST_STEP; at < row.size(); at++) {
                if (!Set.of("passed", NONE).contains(row.get(at))) {
                    failing.add(row.get(0) + " " + steps.get(at));
                }
            }
        });

        assertThat(failing)
                .isEqualTo(lines("expected-failures.txt").stream()
                        .map(words -> words.get(0) + " " + words.get(1))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String version(String language, String name) throws IOException {
        String pinned = language.equals("python")
                ? "(?m)^" + Pattern.quote(name) + "==(.+)$"
                : "\"" + Pattern.quote(name) + "\": \"(.+?)\"";
        String file = language.equals("python") ? "python/requirements.txt" : "node/package.json";
        return Pattern.compile(pinned)
                .matcher(Files.readString(FOLDER.resolve(file)))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " pins no version of " + name));
    }

    /** The words of the lines that say something. */
    private static List<List<String>> lines(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Arrays.asList(line.split("\\s+", -1)))
                .toList();
    }

    /** The cells of the page's first table: its header, the line below it, and the clients. */
    private static List<List<String>> rows() throws IOException {
        return Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.startsWith("| client |"))
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .map(String::strip)
                        .filter(cell -> !cell.isEmpty())
                        .toList())
                .toList();
    }

    private static List<String> row(String client) throws IOException {
        return rows().stream()
                .filter(row -> row.get(0).equals(client))
                .findFirst()
                .orElseThrow(() -> new AssertionError(PAGE + " has no row of " + client));
    }
}
