package io.callstream.analytics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.SuccessEvent;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service on a real broker: what it says through a kill, and with another instance beside it. */
class AnalyticsOnKafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long COST = SampleCall.number(0).success().getCostNanoUsd();

    @TempDir
    private Path folder;

    private TestStack stack;

    @BeforeEach
    void start() throws Exception {
        stack = new TestStack(folder);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void sumsEqualTheTruthThroughKillsRepeatsAndASecondInstance() throws Exception {
        List<SpecificRecord> events = calls(200);
        try (ChildAnalytics killed = ChildAnalytics.start(stack.yaml(), folder.resolve("one"))) {
            stack.send(events.subList(0, events.size() / 2));
            awaitCalls(new ApiClient(killed.port(), "sk-test"), 1);
            stack.send(events.subList(events.size() / 2, events.size()));
            killed.kill();
        }
        stack.send(events); // a spool that is told twice

        try (Analytics again = stack.start(folder.resolve("one"));
                Analytics second = stack.start(folder.resolve("two"))) {
            ApiClient one = new ApiClient(again.port(), "sk-test");
            ApiClient other = new ApiClient(second.port(), "sk-test");
            stack.send(calls(20));
            awaitCalls(one, 220);
            awaitCalls(other, 220);

            assertThat(one.total("cost_nano_usd")).isEqualTo(220 * COST).isEqualTo(other.total("cost_nano_usd"));
            String callId = call(events.get(0));
            await().atMost(PATIENCE)
                    .until(() -> one.get("/api/v1/calls/" + callId).statusCode() == 200);
            assertThat(other.json("/api/v1/calls/" + callId)).isEqualTo(one.json("/api/v1/calls/" + callId));
            assertThat(one.json("/health").path("state").asText()).isEqualTo("running");
        }
    }

    private static void awaitCalls(ApiClient client, long calls) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> client.get("/api/v1/spend").statusCode() == 200 && client.total("calls") >= calls);
    }

    /** Pre-call and end of calls that no other test has. */
    private static List<SpecificRecord> calls(int count) {
        List<SpecificRecord> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SampleCall call = SampleCall.number(2 * i);
            String id = UUID.randomUUID().toString();
            var preCall = call.preCall();
            preCall.setCallId(id);
            preCall.setEventId(id + ":pre-call");
            SuccessEvent success = call.success();
            success.setCallId(id);
            success.setEventId(id + ":success");
            events.add(preCall);
            events.add(success);
        }
        return events;
    }

    private static String call(SpecificRecord event) {
        return event.get(event.getSchema().getField("call_id").pos()).toString();
    }
}
