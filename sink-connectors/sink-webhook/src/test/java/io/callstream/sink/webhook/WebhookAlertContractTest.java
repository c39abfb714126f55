package io.callstream.sink.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.testkit.AlertContractTest;
import io.callstream.sink.testkit.AlertHarness;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenAlertSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookAlertContractTest extends AlertContractTest<WebhookSinkConfig> {
    @TempDir
    Path folder;

    @Override
    protected AlertHarness<WebhookSinkConfig> newHarness() {
        return WebhookHarness.in("batch");
    }

    @Test
    void anAlertIsItsRecordAsJson() {
        AlertEvent firing = Fixtures.firing(1);
        try (OpenAlertSink sink = open()) {
            sink.deliverAll(List.of(firing));
        }
        JsonNode json = ((WebhookHarness) harness()).received().get(firing.eventId());
        assertThat(json.path("type").asText()).isEqualTo("alert");
        assertThat(json.path("state").asText()).isEqualTo("firing");
        assertThat(json.path("value").asDouble()).isEqualTo(7.2);
        assertThat(json.path("labels").path("model").asText()).isEqualTo("model-1");
        assertThat(json.path("started_at").asText()).isEqualTo("2026-11-20T12:00:01Z");
        assertThat(json.path("resolved_at").isNull()).isTrue();
    }

    @Test
    void modesAndHeadersAreThoseOfEvents() {
        try (WebhookHarness single = WebhookHarness.with(Map.of(
                        "mode",
                        "single",
                        "payload",
                        "standard_logging_payload",
                        "headers",
                        Map.of("Authorization", "Bearer token-5151", "X-Model", "{model_group}", "X-What", "{kind}")));
                OpenAlertSink sink = OpenAlertSink.of(single, folder)) {
            sink.deliverAll(List.of(Fixtures.firing(1), Fixtures.firing(2)));
            assertThat(single.destination().requests()).hasSize(2).allSatisfy(request -> {
                assertThat(request.text()).startsWith("{\"type\":\"alert\",");
                assertThat(request.header("x-what")).isEqualTo("alert");
                assertThat(request.header("x-model")).isEmpty();
            });
        }
    }
}
