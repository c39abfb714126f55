package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.callstream.gateway.Gateway;
import io.callstream.gateway.GatewayOptions;
import io.callstream.gateway.admin.HealthPages;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.server.Transport;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.gateway.warm.LoopbackClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A start that makes calls to itself before it is ready. */
class WarmUpTest {
    private static final String NOBODY = """
            callstream:
              kafka: {bootstrap_servers: "127.0.0.1:1"}
              schema_registry: {url: "http://127.0.0.1:1"}
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Logger product = (Logger) LoggerFactory.getLogger("io.callstream");
    private final Logger warming = (Logger) LoggerFactory.getLogger(WarmUp.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Http http = new Http();

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        warming.setLevel(Level.DEBUG);
        lines.start();
        product.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        product.detachAppender(lines);
        warming.setLevel(null);
    }

    @Test
    void plainAndStreamedCallsGoThroughAndLeaveNothing() {
        warmUp(folder, 300, PATIENCE, () -> false);

        assertThat(told()).singleElement().satisfies(line -> assertThat(line).startsWith("warm-up: calls=300 "));
        assertThat(lines.list).allMatch(line -> line.getLevel() == Level.DEBUG);
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void itRestsWhileSomebodyCalls() {
        warmUp(folder, 300, Duration.ofMillis(500), () -> true);

        assertThat(told()).singleElement().satisfies(line -> assertThat(line).startsWith("warm-up: calls=0 "));
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void itGoesOnWhenNobodyCallsAnyMore() {
        AtomicInteger left = new AtomicInteger(20);

        warmUp(folder, 300, PATIENCE, () -> left.getAndDecrement() > 0);

        assertThat(told()).singleElement().satisfies(line -> assertThat(line).startsWith("warm-up: calls=300 "));
    }

    @Test
    void whatGoesWrongStopsNothing() throws IOException {
        Path file = Files.createFile(folder.resolve("not-a-folder"));

        warmUp(file, 300, PATIENCE, () -> false);

        assertThat(told())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("warm-up failed: java.nio.file."));
        assertThat(lines.list).allMatch(line -> line.getLevel() == Level.DEBUG);
    }

    @Test
    void aGatewayThatWarmsUpShowsNothingOfIt() {
        try (Gateway gateway = start("")) {
            assertThat(http.get(gateway.url().resolve("/health/readiness")).body())
                    .contains("\"healthy\"")
                    .contains("\"pending_events\":0");
            assertThat(http.get(gateway.url().resolve("/metrics")).body())
                    .contains("callstream_events_total{kind=\"pre-call\"} 0.0")
                    .contains("callstream_calls_open 0.0")
                    .doesNotContain("warm-up");
        }
        assertThat(names(folder)).containsExactly("spool");
    }

    @Test
    void aSettingLeavesItOut() {
        try (Gateway gateway = start("  events: false\n  server: {warm_up: false}\n")) {
            assertThat(http.get(gateway.url().resolve("/health/readiness")).statusCode())
                    .isEqualTo(200);
        }
        assertThat(told()).isEmpty();
    }

    @Test
    void meanwhileItIsAliveAndNotReady() {
        HealthPages.State starting = new HealthPages.State(null, HealthPages.Configuration.CURRENT, true);

        assertThat(HealthPages.readiness(starting).status()).isEqualTo(503);
        assertThat(HealthPages.liveness().status()).isEqualTo(200);
    }

    private static void warmUp(Path dataDir, int calls, Duration time, BooleanSupplier called) {
        GatewayConfig config = TestGateway.config(TestGateway.yaml("http://127.0.0.1:1/v1", "gpt-4o"));
        Pricing pricing = Pricing.load(config.calls().prices(), config.deployments());
        WarmUp.Process process = new WarmUp.Process(
                true, pricing, new TokenCounter(), dataDir, Transport.best(), Clock.systemUTC(), called);
        AtomicBoolean done = new AtomicBoolean();
        WarmUp.start(process, new LoopbackClients.Limit(calls, time)).then(() -> done.set(true));
        await().atMost(PATIENCE).untilTrue(done);
    }

    private Gateway start(String more) {
        String yaml = TestGateway.yaml("http://127.0.0.1:1/v1", "gpt-4o") + NOBODY + more;
        return Gateway.start(
                GatewayOptions.of(TestGateway.config(yaml), folder).withPort(0).warmed());
    }

    private List<String> told() {
        return lines.list.stream()
                .filter(line -> line.getLoggerName().equals(WarmUp.class.getName()))
                .map(line -> line.getFormattedMessage() + cause(line.getThrowableProxy()))
                .toList();
    }

    private static String cause(@Nullable IThrowableProxy thrown) {
        return thrown == null ? "" : ": " + ThrowableProxyUtil.asString(thrown);
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
