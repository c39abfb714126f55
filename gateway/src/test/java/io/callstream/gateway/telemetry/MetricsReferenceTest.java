package io.callstream.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Keeps the gateway's part of {@code docs/reference/metrics.md}; {@code -Dgolden.update=true} writes it anew. */
class MetricsReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "metrics.md");
    private static final String BEGIN = "<!-- generated: the gateway's metrics -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void theReferenceIsWhatTheNamesSay() throws IOException {
        String page = Files.readString(REFERENCE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        String expected = page.substring(0, from) + rows() + page.substring(to);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(REFERENCE, expected);
        }

        assertThat(REFERENCE).hasContent(expected);
    }

    @Test
    void everyMetricSaysWhatItMeans() {
        MetricHelp help = new MetricHelp();

        assertThat(Arrays.stream(MetricNames.class.getDeclaredFields())
                        .map(MetricsReferenceTest::value)
                        .filter(name -> name.startsWith("callstream.")))
                .allSatisfy(name -> assertThat(help.of(name)).as(name).isNotBlank());
    }

    private static String value(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rows() {
        StringBuilder rows = new StringBuilder("\n| metric | type | labels | what it is |\n|---|---|---|---|\n");
        new MetricHelp()
                .all()
                .forEach((name, says) -> rows.append("| `")
                        .append(says.kind().shown(name))
                        .append("` | ")
                        .append(says.kind().type())
                        .append(" | ")
                        .append(String.join(", ", says.by()))
                        .append(" | ")
                        .append(says.value())
                        .append(" |\n"));
        rows.append(
                        "\nUnder LiteLLM's names, with the labels `model` and `requested_model` (both the model group), `api_provider`")
                .append(" and `team`:\n\n| metric | type | what it is |\n|---|---|---|\n");
        LiteLlmMetrics.COUNTS.forEach(each -> row(rows, each.name(), "counter", each.says()));
        LiteLlmMetrics.TIMES.forEach(each -> row(rows, each.name(), "histogram", each.says()));
        return rows.append('\n').toString();
    }

    private static void row(StringBuilder rows, String name, String type, String says) {
        rows.append("| `")
                .append(name)
                .append("` | ")
                .append(type)
                .append(" | ")
                .append(says)
                .append(" |\n");
    }
}
