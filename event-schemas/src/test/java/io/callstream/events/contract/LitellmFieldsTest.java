package io.callstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/litellm-fields.md}: where everything went that a LiteLLM callback could read. {@code
 * -Dreference.update=true} writes it anew.
 */
class LitellmFieldsTest {
    private static final Path REFERENCE = Path.of("../docs/reference/litellm-fields.md");

    @Test
    void theReferenceSaysWhatTheListSays() throws IOException {
        String generated = page(lines());
        if (Boolean.getBoolean("reference.update")) {
            Files.writeString(REFERENCE, generated);
        }

        assertThat(REFERENCE).hasContent(generated);
    }

    @Test
    void everyColumnExists() throws IOException {
        List<String> columns = Arrays.stream(EventKind.values())
                .flatMap(kind -> kind.schema().getFields().stream())
                .map(field -> field.name())
                .toList();

        assertThat(fields()).flatExtracting(Field::columns).isNotEmpty().isSubsetOf(columns);
    }

    @Test
    void whatHasNoColumnHasAReason() throws IOException {
        assertThat(fields())
                .filteredOn(field -> field.columns().isEmpty())
                .allSatisfy(field -> assertThat(field.how())
                        .as(field.name())
                        .matches("No counterpart: .+\\.|As .+\\.|Always .+\\."));
    }

    @Test
    void noFieldIsListedTwiceInASection() throws IOException {
        assertThat(fields().stream().map(field -> field.section() + field.name()))
                .doesNotHaveDuplicates();
    }

    private record Field(String section, String name, List<String> columns, String how) {
        static Field of(String section, String line) {
            String[] parts = line.split("\\|", -1);
            List<String> columns = Arrays.stream(parts[1].strip().split(" "))
                    .filter(column -> !column.isEmpty())
                    .toList();
            return new Field(section, parts[0].strip(), columns, parts[2].strip());
        }

        String row() {
            String names = columns.stream().map(column -> "`" + column + "`").collect(Collectors.joining(", "));
            return "| `%s` | %s | %s |%n".formatted(name, names.isEmpty() ? "-" : names, how);
        }
    }

    private static List<Field> fields() throws IOException {
        List<Field> fields = new ArrayList<>();
        String section = "";
        for (String line : lines()) {
            if (line.startsWith("== ")) {
                section = line;
            } else {
                fields.add(Field.of(section, line));
            }
        }
        return fields;
    }

    private static String page(List<String> lines) {
        StringBuilder page = new StringBuilder("""
                # Coming from LiteLLM: where the fields of a callback are

                Generated from `event-schemas/src/test/resources/litellm-fields.txt` by `LitellmFieldsTest`, which checks every column; do not edit.
                The columns' meaning: [events.md](events.md).
                """);
        for (String line : lines) {
            if (line.startsWith("== ")) {
                String[] title = line.substring(3).split("\\|", -1);
                page.append("%n## %s%n%n%s%n%n| LiteLLM | columns | how |%n|---|---|---|%n"
                        .formatted(title[0].strip(), title[1].strip()));
            } else {
                page.append(Field.of("", line).row());
            }
        }
        return page.toString();
    }

    private static List<String> lines() throws IOException {
        try (InputStream list = LitellmFieldsTest.class.getResourceAsStream("/litellm-fields.txt")) {
            String text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
