package io.callstream.sink.runtime.observe;

import io.callstream.settings.metric.MetricReference;
import io.callstream.testing.docs.GeneratedPart;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SinkMetricTest {
    @Test
    void theReferenceIsWhatTheMetricsSay() {
        GeneratedPart.check(
                Path.of("..", "..", "docs", "reference", "metrics.md"),
                "the metrics of sinks",
                MetricReference.table(SinkMetric.all()) + "\n");
    }
}
