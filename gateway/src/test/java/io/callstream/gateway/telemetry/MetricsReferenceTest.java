package io.callstream.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.metric.MetricFacts;
import io.callstream.settings.metric.MetricReference;
import io.callstream.testing.docs.GeneratedPart;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps the gateway's part of {@code docs/reference/metrics.md}; {@code -Dgolden.update=true} writes it anew. */
class MetricsReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "metrics.md");

    @Test
    void theReferenceIsWhatTheMetricsSay() {
        GeneratedPart.check(REFERENCE, "the gateway's metrics", rows());
    }

    @Test
    void everyMetricHasANameOfItsOwn() {
        assertThat(GatewayMetric.all())
                .extracting(MetricFacts::shown)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("callstream(_[a-z]+)+"));
    }

    private static String rows() {
        StringBuilder rows = new StringBuilder(MetricReference.table(GatewayMetric.all()));
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
