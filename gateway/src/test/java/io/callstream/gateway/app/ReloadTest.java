package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The configuration file changes while the gateway runs. */
@Timeout(120)
class ReloadTest {
    private static final String KEY = "Authorization: Bearer ";

    private final Http http = new Http();

    @Test
    void aStreamGoesOnWithWhatItBeganWithAndTheNextCallTakesTheNewRoute() throws Exception {
        CountDownLatch reloaded = new CountDownLatch(1);
        try (ScriptedProvider before = new ScriptedProvider((asked, wire) -> {
                    wire.write(ScriptedProvider.streamHead() + event("first"));
                    await(reloaded);
                    wire.write(event("last") + ScriptedProvider.chunk("data: [DONE]\n\n") + "0\r\n\r\n");
                });
                SimulatedProvider after = SimulatedProvider.start();
                TestGateway gateway = TestGateway.to(before.apiBase(), "gpt-4o");
                RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.stream("m")));
            client.readUntil("first");

            assertThat(gateway.reload(TestGateway.yaml(after.apiBase(), "sim-text")))
                    .isTrue();
            HttpResponse<String> next = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));
            reloaded.countDown();

            assertThat(client.readUntil("[DONE]")).contains("last");
            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(after.received()).hasSize(1);
            assertThat(before.asked()).hasSize(1);
            assertThat(gateway.tape().await(SuccessEvent.class, 2)).hasSize(2);
            assertThat(gateway.tape().all(FailureEvent.class)).isEmpty();
        }
    }

    @Test
    void callsUnderLoadAllEndWellWhileTheFileChangesAgainAndAgain() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(4);
        AtomicBoolean stopped = new AtomicBoolean();
        try (SimulatedProvider one = SimulatedProvider.start();
                SimulatedProvider other = SimulatedProvider.start();
                TestGateway gateway = TestGateway.to(one.apiBase(), "sim-text")) {
            List<Future<List<Integer>>> statuses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String body = i % 2 == 0 ? Asking.plain("m") : Asking.stream("m");
                statuses.add(clients.submit(() -> callUntil(stopped, gateway, body)));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(gateway.reload(TestGateway.yaml((i % 2 == 0 ? other : one).apiBase(), "sim-text")))
                        .isTrue();
            }
            stopped.set(true);

            for (Future<List<Integer>> each : statuses) {
                assertThat(each.get()).isNotEmpty().containsOnly(200);
            }
            int toOther = other.received().size();
            assertThat(http.post(gateway.url(Asking.CHAT), Asking.plain("m")).statusCode())
                    .isEqualTo(200);
            assertThat(other.received()).hasSize(toOther);
        } finally {
            stopped.set(true);
            clients.shutdownNow();
        }
    }

    @Test
    void aWrongFileChangesNothingAndIsShownUntilItIsRight() {
        try (SimulatedProvider provider = SimulatedProvider.start();
                TestGateway gateway = TestGateway.to(provider.apiBase(), "sim-text")) {
            boolean taken = gateway.reload("model_list: []\ncallstream: {spool: {segment_bytes: 7}}\n");

            assertThat(taken).isFalse();
            assertThat(http.post(gateway.url(Asking.CHAT), Asking.plain("m")).statusCode())
                    .isEqualTo(200);
            assertThat(get(gateway, "/health/readiness")).contains("\"configuration\":\"rejected\"");
            assertThat(get(gateway, "/metrics"))
                    .contains("callstream_config_reloads_total{result=\"rejected\"} 1.0")
                    .contains("callstream_config_reloads_total{result=\"applied\"} 0.0");

            assertThat(gateway.reload(TestGateway.yaml(provider.apiBase(), "sim-text")))
                    .isTrue();

            assertThat(get(gateway, "/health/readiness")).contains("\"configuration\":\"current\"");
            assertThat(get(gateway, "/metrics")).contains("callstream_config_reloads_total{result=\"applied\"} 1.0");
        }
    }

    @Test
    void whatWasKnownOfADeploymentThatIsGoneIsForgotten() {
        try (SimulatedProvider provider = SimulatedProvider.start();
                TestGateway gateway = TestGateway.to(provider.apiBase(), "sim-text")) {
            String before = cooldowns(gateway);

            gateway.reload(TestGateway.yaml(provider.apiBase(), "sim-text").replace("deployment-1", "another"));

            assertThat(cooldowns(gateway)).isEqualTo(before.replace("deployment-1", "another"));
            gateway.reload(TestGateway.yaml(provider.apiBase(), "sim-text"));
            assertThat(cooldowns(gateway)).isEqualTo(before);
        }
    }

    private String cooldowns(TestGateway gateway) {
        return get(gateway, "/metrics")
                .lines()
                .filter(line -> line.startsWith("callstream_deployment_cooldown{"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aPriceFileThatCannotBeReadIsAWrongFileToo() {
        try (SimulatedProvider provider = SimulatedProvider.start();
                TestGateway gateway = TestGateway.to(provider.apiBase(), "sim-text")) {
            boolean taken = gateway.reload(TestGateway.yaml(provider.apiBase(), "sim-text")
                    + "callstream: {prices: {file: /nowhere/prices.json}}\n");

            assertThat(taken).isFalse();
        }
    }

    @Test
    void aRevokedKeyIsRefusedOnAConnectionThatWasAdmittedWithIt() throws IOException {
        try (SimulatedProvider provider = SimulatedProvider.start();
                TestGateway gateway = TestGateway.start(withKeys(provider, "{key: sk-old}, {key: sk-other}"));
                RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.plain("m"), KEY + "sk-old\r\n"));
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
            client.readUntil("\"usage\"");

            assertThat(gateway.reload(withKeys(provider, "{key: sk-new}"))).isTrue();
            client.write(RawClient.post(Asking.CHAT, Asking.plain("m"), KEY + "sk-old\r\n"));

            assertThat(client.readUntil("invalid_api_key")).contains("HTTP/1.1 401");
            assertThat(http.post(gateway.url(Asking.CHAT), Asking.plain("m"), "Authorization", "Bearer sk-new")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRunningGatewayWithKeysIsNotOpenedByAFileWithoutThem() {
        try (SimulatedProvider provider = SimulatedProvider.start();
                TestGateway gateway = TestGateway.start(withKeys(provider, "{key: sk-1}"))) {
            assertThat(gateway.reload(TestGateway.yaml(provider.apiBase(), "sim-text")))
                    .isFalse();

            assertThat(http.post(gateway.url(Asking.CHAT), Asking.plain("m")).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void whatEventsKeepAndWhichModelsThereAreChangesToo() {
        try (SimulatedProvider provider = SimulatedProvider.start();
                TestGateway gateway = TestGateway.to(provider.apiBase(), "sim-text")) {
            String changed = TestGateway.yaml(provider.apiBase(), "sim-text").replace("model_name: m", "model_name: n");

            assertThat(gateway.reload(changed + "litellm_settings: {turn_off_message_logging: true}\n"))
                    .isTrue();

            assertThat(http.post(gateway.url(Asking.CHAT), Asking.plain("m")).statusCode())
                    .isEqualTo(404);
            assertThat(http.post(gateway.url(Asking.CHAT), Asking.plain("n")).statusCode())
                    .isEqualTo(200);
            assertThat(get(gateway, "/v1/models")).contains("\"id\":\"n\"").doesNotContain("\"id\":\"m\"");
            assertThat(gateway.tape().await(SuccessEvent.class).getRedacted()).isTrue();
        }
    }

    private List<Integer> callUntil(AtomicBoolean stopped, TestGateway gateway, String body) {
        List<Integer> statuses = new ArrayList<>();
        while (!stopped.get()) {
            statuses.add(http.post(gateway.url(Asking.CHAT), body).statusCode());
        }
        return statuses;
    }

    private static String withKeys(SimulatedProvider provider, String keys) {
        return TestGateway.yaml(provider.apiBase(), "sim-text") + "callstream: {auth: {keys: [" + keys + "]}}\n";
    }

    private String get(TestGateway gateway, String path) {
        return http.get(gateway.url(path)).body();
    }

    private static String event(String content) {
        return ScriptedProvider.chunk(
                "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                        + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content
                        + "\"},\"finish_reason\":null}]}\n\n");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
