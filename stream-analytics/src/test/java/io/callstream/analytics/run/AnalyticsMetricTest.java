package io.callstream.analytics.run;

import io.callstream.settings.metric.MetricReference;
import io.callstream.testing.docs.GeneratedPart;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AnalyticsMetricTest {
    @Test
    void theReferenceIsWhatTheMetricsSay() {
        GeneratedPart.check(
                Path.of("..", "docs", "reference", "metrics.md"),
                "the metrics of analytics",
                MetricReference.table(AnalyticsMetric.all()) + "\n");
    }
}
