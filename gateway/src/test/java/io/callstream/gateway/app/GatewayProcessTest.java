package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.Gateway;
import io.callstream.gateway.GatewayOptions;
import io.callstream.settings.SettingsException;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway as its users start it, with a disk, and with a Kafka that never answers. */
class GatewayProcessTest {
    private static final String NOBODY = """
            callstream:
              kafka: {bootstrap_servers: "127.0.0.1:1"}
              schema_registry: {url: "http://127.0.0.1:1"}
            """;

    private static final ExecutorService STOPPING = Executors.newCachedThreadPool();
    private static final List<Future<?>> STOPPED = new ArrayList<>();

    @TempDir
    static Path folder;

    private final List<Gateway> started = new ArrayList<>();
    private final Http http = new Http();

    /** A gateway that stops gives a Kafka that is away some seconds to come back; no test waits for that of another. */
    @AfterEach
    void stop() {
        started.forEach(gateway -> STOPPED.add(STOPPING.submit(gateway::close)));
    }

    @AfterAll
    static void allHaveStopped() throws Exception {
        for (Future<?> each : STOPPED) {
            each.get(2, TimeUnit.MINUTES);
        }
        STOPPING.shutdown();
    }

    @Test
    void callsAreAnsweredAndKeptWhileKafkaIsAway() {
        try (SimulatedProvider provider = SimulatedProvider.start()) {
            Gateway gateway = start(TestGateway.yaml(provider.apiBase(), "sim-text") + NOBODY);
            HttpResponse<String> answer = http.post(gateway.url().resolve(Asking.CHAT), Asking.plain("m"));

            assertThat(answer.statusCode()).isEqualTo(200);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(metrics(gateway))
                            .contains("callstream_spool_pending_events 2.0")
                            .contains("callstream_ship_flows 0.0"));
            assertThat(metrics(gateway))
                    .contains("callstream_spool_budget_bytes 2.147483648E9")
                    .contains("callstream_ship_acknowledged_total 0.0")
                    .contains("callstream_spool_lost_total{kind=\"success\",reason=\"budget\"} 0.0")
                    .contains("callstream_events_total{kind=\"success\"} 1.0")
                    .containsPattern("callstream_spool_used_bytes [1-9]");
            assertThat(http.get(gateway.url().resolve("/health/readiness")).body())
                    .contains("\"pending_events\":2");
        }
    }

    @Test
    void aCallThatWaitsForTheDiskIsAnswered() {
        try (SimulatedProvider provider = SimulatedProvider.start()) {
            Gateway gateway = start(durable(provider, "fsynced"));
            HttpResponse<String> answer = http.post(gateway.url().resolve(Asking.CHAT), Asking.plain("m"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(provider.received()).hasSize(1);
        }
    }

    @Test
    void aCallThatWaitsForKafkaDoesNotReachTheProviderWhileKafkaIsAway() throws IOException {
        try (SimulatedProvider provider = SimulatedProvider.start()) {
            Gateway gateway = start(durable(provider, "acked"));
            try (RawClient client = new RawClient(gateway.port())) {
                client.write(RawClient.post(Asking.CHAT, Asking.plain("m")));
                awaitPending(gateway, 1);
            }
            awaitPending(gateway, 2); // the client's hanging up is told
            assertThat(provider.received()).isEmpty();
        }
    }

    @Test
    void norDoesItWaitForEver() {
        try (SimulatedProvider provider = SimulatedProvider.start()) {
            Gateway gateway = start(durable(provider, "acked") + "router_settings: {timeout: 500ms}\n");
            HttpResponse<String> answer = http.post(gateway.url().resolve(Asking.CHAT), Asking.plain("m"));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("not_recorded");
            assertThat(provider.received()).isEmpty();
        }
    }

    private static String durable(SimulatedProvider provider, String level) {
        return TestGateway.yaml(provider.apiBase(), "sim-text") + NOBODY + "  spool: {durability: " + level + "}\n";
    }

    private void awaitPending(Gateway gateway, int events) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(metrics(gateway)).contains("callstream_spool_pending_events " + events + ".0"));
    }

    @Test
    void aSpoolThatIsTooSmallForTheEventLoopsIsRefusedWithAdvice() {
        String small = TestGateway.yaml("http://127.0.0.1:1/v1", "m") + NOBODY
                + "  server: {event_loops: 3}\n  spool: {max_bytes: 64MiB, segment_bytes: 16MiB}\n";

        assertThatThrownBy(() -> start(small))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.spool.max_bytes: is 67108864")
                .hasMessageContaining("167772160 for 3 event loops")
                .hasMessageContaining("callstream.spool.segment_bytes");
    }

    private Gateway start(String yaml) {
        Path data = folder.resolve(UUID.randomUUID().toString());
        Gateway gateway =
                Gateway.start(GatewayOptions.of(TestGateway.config(yaml), data).withPort(0));
        started.add(gateway);
        return gateway;
    }

    private String metrics(Gateway gateway) {
        return http.get(gateway.url().resolve("/metrics")).body();
    }
}
