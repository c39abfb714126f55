package io.callstream.replay.run;

import io.callstream.settings.metric.MetricReference;
import io.callstream.testing.docs.GeneratedPart;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReplayMetricTest {
    @Test
    void theReferenceIsWhatTheMetricsSay() {
        GeneratedPart.check(
                Path.of("..", "docs", "reference", "metrics.md"),
                "the metrics of replay",
                MetricReference.table(ReplayMetric.all()));
    }
}
