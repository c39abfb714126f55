package io.callstream.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.console.sinks.SinkAccess;
import io.callstream.console.web.Assets;
import io.callstream.console.web.Pages;
import io.callstream.console.web.Role;
import io.callstream.console.web.Sessions;
import io.callstream.console.web.WebServer;
import io.callstream.replay.plan.Conditions;
import io.callstream.replay.plan.Matches;
import io.callstream.settings.AllowedHosts;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.Secret;
import io.callstream.sink.runtime.SinkRunnerOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReplayPagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch kafkaIsBack = new CountDownLatch(1);

    @Test
    @Timeout(120)
    void thePageIsThereWhileKafkaIsAway() throws Exception {
        Supplier<Set<String>> inUse = () -> {
            try {
                kafkaIsBack.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Set.of("webhook");
        };
        try (WebServer server = serve(inUse)) {
            assertThat(page(server)).containsSubsequence("<option value=\"slack\"", "<option value=\"webhook\"");
        } finally {
            kafkaIsBack.countDown();
        }
    }

    @Test
    void thoseInUseComeFirst() throws Exception {
        try (WebServer server = serve(() -> Set.of("webhook"))) {
            assertThat(page(server)).containsSubsequence("<option value=\"webhook\"", "<option value=\"slack\"");
        }
    }

    private static WebServer serve(Supplier<Set<String>> inUse) {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        Conditions none = (expression, ranges, since) -> new Matches(ranges);
        JobRunner runner = new JobRunner(new KafkaSettings("127.0.0.1:1", Map.of(), 1, 1), none, clock);
        Assets assets = Assets.load();
        Pages pages = new Pages(assets);
        return WebServer.start(
                new InetSocketAddress("127.0.0.1", 0),
                new AllowedHosts(Set.of()),
                new Sessions(Map.of(new Secret("sk-all"), Role.ADMIN), clock, random),
                pages,
                assets,
                new ReplayPages(new Replays(new Names(), none, runner, clock, random), inUse, pages).routes());
    }

    private static String page(WebServer server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/replay"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer sk-all")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static final class Names implements SinkAccess {
        @Override
        public List<String> names() {
            return List.of("slack", "webhook");
        }

        @Override
        public SinkRunnerOptions options(String sink) {
            throw new IllegalStateException("no sink is started here");
        }
    }
}
