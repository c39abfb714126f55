package io.callstream.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.SettingsException;
import io.callstream.sink.Delivery;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.callstream.testing.events.SampleCall;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A team's calls go to the team's account, and nowhere else. */
class RoutesTest extends StackTest {

    private final String theirs = UUID.randomUUID().toString();
    private final TestSink.Destination theirAccount = TestSink.Destination.named(theirs);

    @Test
    void aCallGoesToTheAccountOfItsRoute() throws Exception {
        String plain = publish(1);
        String routed = publish(2, "team-a");
        String unknown = publish(3, "team-of-another-sink");

        try (SinkRunner runner = start("")) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(destination.ids()).containsExactlyInAnyOrder(plain, unknown);
                assertThat(theirAccount.ids()).containsExactly(routed);
            });
            assertThat(runner.statuses()).containsOnlyKeys("test", "test.team-a");
            assertThat(get(runner, "/health").body()).contains("\"routes\":{\"test.team-a\":{");
            assertThat(get(runner, "/metrics").body())
                    .contains("callstream_sink_delivered_total{sink=\"test\"} 2.0")
                    .contains("callstream_sink_delivered_total{sink=\"test.team-a\"} 1.0");
        }
    }

    @Test
    void aRevokedKeyOfOneTeamHoldsNobodyElse() throws Exception {
        theirAccount.answer = batch -> Delivery.hold("http_401");
        String routed = publish(1, "team-a");
        String plain = publish(2);

        try (SinkRunner runner = start("")) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(destination.ids()).containsExactly(plain);
                assertThat(runner.statuses().get("test.team-a"))
                        .extracting(SinkStatus::state)
                        .isEqualTo(SinkStatus.State.HELD);
            });
            assertThat(runner.statuses().get("test.team-a").reason())
                    .isEqualTo("http_401: the destination does not accept the credentials, correct them"
                            + " in callstream.sinks.test or its environment variables; then: callstream resume test");
            theirAccount.answer = batch -> Delivery.delivered();
            runner.resume();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(theirAccount.ids()).containsExactly(routed));
        }
    }

    @Test
    void aSinkMayBeThereOnlyForThoseWhoAskForIt() throws Exception {
        publish(1);
        String asked = publish(2, "test");
        String routed = publish(3, "team-a");

        try (SinkRunner runner = start("      only_routed: true\n")) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(destination.ids()).containsExactly(asked);
                assertThat(theirAccount.ids()).containsExactly(routed);
                assertThat(runner.status().counts().filtered()).isEqualTo(2);
            });
        }
    }

    @Test
    void whatIsWrongWithARouteIsNamed() {
        assertThatThrownBy(() -> start("        Team_B: {destination: x}\n        team-c: {surprise: 1}\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.test.routes.Team_B: is no name");
        assertThatThrownBy(() -> start("        team-c: {surprise: 1}\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.test.routes.team-c.surprise: is not a known setting");
    }

    private String publish(int number, String... routes) {
        SuccessEvent event = SampleCall.number(number).success();
        event.setRoutes(List.of(routes));
        stack.publish(EventKind.SUCCESS, event.getCallId(), event);
        return event.getEventId();
    }

    /** @param more goes on after the routes: another route, or a setting of the sink */
    private SinkRunner start(String more) {
        String yaml = stack.config("  sinks:\n    test:\n      destination: " + name
                + "\n      routes:\n        team-a: {destination: " + theirs + "}\n" + more);
        return SinkRunner.start(new SinkRunnerOptions(
                "test",
                SinkCatalogue.of(getClass().getClassLoader()),
                new ConfigFile(Environment.of(Map.of())).parse(yaml, "test.yaml", new Problems()),
                Environment.of(Map.of()),
                folder.resolve("sink"),
                Optional.of(new InetSocketAddress("127.0.0.1", 0)),
                Clock.systemUTC(),
                new Random(1)));
    }
}
