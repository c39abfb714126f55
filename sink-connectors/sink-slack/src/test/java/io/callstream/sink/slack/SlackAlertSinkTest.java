package io.callstream.sink.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.AlertRecord;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenAlertSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How alerts read in a channel. */
class SlackAlertSinkTest {
    @TempDir
    Path directory;

    private final SlackHarness harness = SlackHarness.with(
            Map.of("mention", "<!here>", "call_url", "https://traces.example/project/traces/{call_id}"));
    private OpenAlertSink sink;

    @BeforeEach
    void open() {
        sink = OpenAlertSink.of(harness, directory);
    }

    @AfterEach
    void close() {
        sink.close();
        harness.close();
    }

    @Test
    void anAlertSaysWhatIsWrongAndByHowMuch() {
        sink.deliverAll(List.of(Fixtures.firing(1)));
        JsonNode message = only();
        assertThat(message.path("text").asText())
                .isEqualTo("⚠️ slow: average latency of model model-1 is 7.2 s (bound 5 s)");
        assertThat(colour(message)).isEqualTo("#ECB22E");
        assertThat(FakeSlack.words(message))
                .contains("Over the last 5 min, 31 calls.")
                .contains("*Value*\n7.2 s", "*Bound*\n5 s", "*Window*\n5 min", "*Calls*\n31", "*model*\n`model-1`")
                .contains("rule `slow`, severity medium, since 2026-11-20T12:00:01Z")
                .contains("<https://traces.example/project/traces/0192f0c0-0000-7000-8000-000000000001|"
                        + "`0192f0c0-0000-7000-8000-000000000001`>")
                .doesNotContain("<!here>");
    }

    @Test
    void itsEndIsGreenAndSaysHowLongItLasted() {
        sink.deliverAll(List.of(Fixtures.resolved(1)));
        JsonNode message = only();
        assertThat(message.path("text").asText())
                .isEqualTo("✅ slow: average latency of model model-1 is back within its bound");
        assertThat(colour(message)).isEqualTo("#2EB67D");
        assertThat(FakeSlack.words(message))
                .contains("*Lasted*\n20 s", "*Value*\n1.4 s")
                .doesNotContain("31 calls", "*Calls*");
    }

    @Test
    void aCriticalOneCallsWhoeverIsToBeCalled() {
        AlertRecord refused = Fixtures.firing(1).alert();
        refused.setSeverity("critical");
        sink.deliverAll(List.of(new AlertEvent(refused)));
        assertThat(FakeSlack.words(only())).startsWith("🚨 ").contains("<!here>");
    }

    @Test
    void severalComeASecondApartAndEachOnce() {
        List<AlertEvent> batch = List.of(Fixtures.firing(1), Fixtures.firing(2));
        assertThat(sink.deliver(batch))
                .isEqualTo(new Delivery.Partial(
                        Map.of(), Set.of(batch.get(1).eventId()), Optional.of(Duration.ofSeconds(1))));
        sink.clock().advance(Duration.ofSeconds(1));
        assertThat(sink.deliver(batch)).isEqualTo(Delivery.delivered());
        assertThat(harness.arrivedAlerts()).hasSize(2);
        assertThat(harness.slack().messages()).hasSize(2);
    }

    @Test
    void namesMentionNobody() {
        AlertRecord odd = Fixtures.firing(1).alert();
        odd.setTitle("slow: <!channel> model-1 ");
        odd.setLabels(Map.of("team_id", "<@U1> & `co`"));
        sink.deliverAll(List.of(new AlertEvent(odd)));
        assertThat(FakeSlack.words(only()))
                .contains("&lt;!channel&gt;", "`&lt;@U1&gt; &amp; 'co'`")
                .doesNotContain("<!channel>", "<@U1>");
    }

    @Test
    void whereSlackTakesNoBlocksTheTitleIsSaid() {
        harness.slack().refuseBlocks();
        sink.deliverAll(List.of(Fixtures.firing(1)));
        assertThat(only().has("attachments")).isFalse();
        assertThat(only().path("text").asText()).contains("7.2 s");
    }

    @Test
    void whatSlackCannotDigestIsLeftOutAndSaidAndTheNextOneArrives() {
        harness.slack().failOn("model-1", false);
        List<AlertEvent> batch = List.of(Fixtures.firing(1), Fixtures.firing(2));

        Delivery verdict = deliverFor(4, batch);

        assertThat(verdict)
                .isEqualTo(new Delivery.Partial(
                        Map.of(batch.get(0).eventId(), "fails_while_others_pass"),
                        Set.of(batch.get(1).eventId()),
                        Optional.of(Duration.ofSeconds(1))));
        assertThat(deliverFor(1, List.of(batch.get(1)))).isEqualTo(Delivery.delivered());
        assertThat(harness.slack().messages().get(0).path("text").asText()).contains("dead letters");
        assertThat(harness.slack().messages()).hasSize(2);
    }

    @Test
    void whereSlackFailsOnBlocksTheTitleIsSaid() {
        harness.slack().failOn("model-1", true);

        assertThat(deliverFor(3, List.of(Fixtures.firing(1)))).isEqualTo(Delivery.delivered());
        assertThat(only().has("attachments")).isFalse();
    }

    @Test
    void inAnOutageNothingIsLeftOut() {
        harness.slack().failOn("a", false);

        assertThat(deliverFor(9, List.of(Fixtures.firing(1)))).isEqualTo(Delivery.retry("http_500"));
    }

    private Delivery deliverFor(int times, List<AlertEvent> batch) {
        Delivery verdict = Delivery.delivered();
        for (int i = 0; i < times; i++) {
            sink.clock().advance(Duration.ofSeconds(2));
            verdict = sink.deliver(batch);
            if (!(verdict instanceof Delivery.RetryAfter)) {
                return verdict;
            }
        }
        return verdict;
    }

    private JsonNode only() {
        assertThat(harness.slack().messages()).hasSize(1);
        return harness.slack().messages().get(0);
    }

    private static String colour(JsonNode message) {
        return message.path("attachments").path(0).path("color").asText();
    }
}
