package io.callstream.analytics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.FailureEvent;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service on a real broker: what it says through a kill, and with another instance beside it. */
class AnalyticsOnKafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static TestStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = new TestStack(shared);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void sumsEqualTheTruthThroughKillsRepeatsAndASecondInstance() throws Exception {
        List<SpecificRecord> events = TestCalls.make(200);
        try (ChildAnalytics killed = ChildAnalytics.start(stack.yaml(), folder.resolve("one"))) {
            stack.send(events.subList(0, events.size() / 2));
            awaitCalls(new ApiClient(killed.port(), "sk-test"), 1);
            stack.send(events.subList(events.size() / 2, events.size()));
            killed.kill();
        }
        stack.send(events); // a spool that is sent twice

        try (Analytics again = stack.start(folder.resolve("one"));
                Analytics second = stack.start(folder.resolve("two"))) {
            ApiClient one = new ApiClient(again.port(), "sk-test");
            ApiClient other = new ApiClient(second.port(), "sk-test");
            stack.send(TestCalls.make(20));
            awaitCalls(one, 220);
            awaitCalls(other, 220);

            assertThat(one.total("cost_nano_usd"))
                    .isEqualTo(220 * TestCalls.COST)
                    .isEqualTo(other.total("cost_nano_usd"));
            String callId = call(events.get(0));
            await().atMost(PATIENCE)
                    .until(() -> one.get("/api/v1/calls/" + callId).statusCode() == 200);
            assertThat(other.json("/api/v1/calls/" + callId)).isEqualTo(one.json("/api/v1/calls/" + callId));
            // Sums are there before the last of the four applications has its stores again after the kill.
            await().atMost(PATIENCE).until(again::running);
            assertThat(one.json("/health").path("state").asText()).isEqualTo("running");
            awaitNothingUnread(one);
            awaitNothingUnread(other);
        }
    }

    @Test
    void theReadApiTellsOfARefusedKeyAndOnlyToThoseWhoMayAsk() throws Exception {
        FailureEvent refused = SampleCall.number(4).failure();
        refused.setErrorCode("PROVIDER_AUTHENTICATION");
        refused.setEventTime(Instant.now());
        try (Analytics analytics = stack.start(folder)) {
            ApiClient client = new ApiClient(analytics.port(), "sk-test");
            await().atMost(PATIENCE).until(analytics::running);
            stack.send(List.of(refused));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    client.json("/api/v1/alerts?state=firing").findValuesAsText("rule"))
                            .containsExactly("refused"));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(client.json("/api/v1/windows").findValuesAsText("key_refused"))
                                    .containsExactly("1"));
            assertThat(new ApiClient(analytics.port(), "sk-other")
                            .get("/api/v1/alerts")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(client.get("/api/v1/spend?by=colour").statusCode()).isEqualTo(400);
            assertThat(client.get("/api/v1/windows?colour=red").body()).contains("unknown parameter 'colour'");
            assertThat(client.get("/api/v1/calls/nobody").statusCode()).isEqualTo(404);
            assertThat(client.get("/metrics").body()).contains("callstream_analytics_lag_records{topology=\"alerts\"}");
            client.json("/openapi.json")
                    .path("paths")
                    .fieldNames()
                    .forEachRemaining(path -> assertThat(client.get(path.replace("{call_id}", refused.getCallId()))
                                    .statusCode())
                            .as(path)
                            .isEqualTo(200));
        }
    }

    private static void awaitCalls(ApiClient client, long calls) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> client.get("/api/v1/spend").statusCode() == 200 && client.total("calls") >= calls);
    }

    /** Well before the minute that the client remembers what it lagged. */
    private static void awaitNothingUnread(ApiClient client) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(client.get("/metrics").body().lines())
                        .filteredOn(line -> line.startsWith("callstream_analytics_lag_records{"))
                        .hasSize(4)
                        .allMatch(line -> line.endsWith(" 0.0")));
    }

    private static String call(SpecificRecord event) {
        return event.get(event.getSchema().getField("call_id").pos()).toString();
    }
}
