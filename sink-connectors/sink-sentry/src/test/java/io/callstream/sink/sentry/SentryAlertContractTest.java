package io.callstream.sink.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.AlertRecord;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.testkit.AlertContractTest;
import io.callstream.sink.testkit.AlertHarness;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenAlertSink;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentryAlertContractTest extends AlertContractTest<SentrySinkConfig> {
    @Override
    protected AlertHarness<SentrySinkConfig> newHarness() {
        return SentryHarness.with(Map.of());
    }

    @Test
    void anAlertAndItsEndAreOneIssue() {
        AlertRecord refused = Fixtures.firing(1).alert();
        refused.setSeverity("critical");
        try (OpenAlertSink sink = open()) {
            sink.deliverAll(List.of(new AlertEvent(refused), Fixtures.resolved(1), Fixtures.firing(2)));
        }
        JsonNode firing = one("model-1", "firing");
        JsonNode resolved = one("model-1", "resolved");
        assertThat(firing.path("level").asText()).isEqualTo("fatal");
        assertThat(resolved.path("level").asText()).isEqualTo("info");
        assertThat(firing.path("fingerprint")).isEqualTo(resolved.path("fingerprint"));
        assertThat(one("model-2", "firing").path("level").asText()).isEqualTo("warning");
        assertThat(one("model-2", "firing").path("fingerprint")).isNotEqualTo(firing.path("fingerprint"));
        assertThat(firing.path("logentry").path("formatted").asText())
                .startsWith("slow: average latency of model model-1 is 7.2 s (bound 5 s)");
        assertThat(firing.path("contexts").path("alert").path("value").asDouble())
                .isEqualTo(7.2);
        assertThat(firing.path("environment").asText()).isEqualTo("staging");
    }

    private JsonNode one(String model, String state) {
        List<JsonNode> found = ((SentryHarness) harness())
                .alerts().stream()
                        .filter(event -> event.path("tags")
                                        .path("model")
                                        .asText()
                                        .equals(model)
                                && event.path("tags").path("state").asText().equals(state))
                        .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
