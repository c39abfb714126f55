package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.stage.hook.HookCatalogue;
import io.callstream.gateway.stage.hook.HookSource;
import io.callstream.hook.HookRequest;
import io.callstream.hook.HookResult;
import io.callstream.hook.RequestHook;
import io.callstream.hook.RequestHookFactory;
import io.callstream.testing.provider.SimulatedProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks are changed, added, removed and built anew while the gateway runs. */
@Timeout(60)
class HookReloadTest {
    private static final String SAYS_A = "[{name: says, settings: {word: a}}]";
    private static final String SAYS_B = "[{name: says, settings: {word: b}}]";

    private final Http http = new Http();
    private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    private final List<String> made = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile String build = "1";
    private SimulatedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        provider = SimulatedProvider.start();
        gateway = TestGateway.start(yaml(SAYS_A), new Jars());
    }

    @AfterEach
    void stop() {
        release.countDown();
        gateway.close();
        provider.close();
    }

    private String yaml(String hooks) {
        return TestGateway.yaml(provider.apiBase(), "sim-text") + "callstream: {hooks: " + hooks + "}\n";
    }

    /** Answers what was made of the settings by which build of the jar. */
    private String ask() {
        return http.post(gateway.url(Asking.CHAT), Asking.plain("m")).body();
    }

    @Test
    void changedSettingsAreThoseOfTheNextCallAndTheHooksBeforeAreClosed() throws Exception {
        assertThat(ask()).contains("a of build 1");

        assertThat(gateway.reload(yaml(SAYS_B))).isTrue();

        assertThat(ask()).contains("b of build 1");
        assertThat(closed.take()).isEqualTo("a of build 1");
        assertThat(made).containsExactly("a of build 1", "b of build 1");
    }

    @Test
    void aCallUnderWayKeepsItsHookWhichIsClosedWhenItHasEnded() throws Exception {
        gateway.reload(yaml("[{name: waits, timeout: 30s}]"));
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(this::ask);
        asked.await();
        closed.clear();

        assertThat(gateway.reload(yaml("[]"))).isTrue();

        assertThat(ask()).contains("\"choices\"");
        assertThat(closed).isEmpty();
        release.countDown();
        assertThat(waiting.get()).contains("waited");
        assertThat(closed.take()).isEqualTo("waits");
    }

    @Test
    void aJarThatWasBuiltAnewTakesEffectAndAnUnchangedOneDoesNothing() {
        gateway.reload(yaml(SAYS_A));
        assertThat(made).hasSize(1);

        build = "2";
        assertThat(gateway.reload(yaml(SAYS_A))).isTrue();

        assertThat(ask()).contains("a of build 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{name: gone}]",
                "[{name: says, settings: {word: 'fails'}}]",
                "[{name: says, settings: {word: b}}, {name: says, settings: {word: links}}]"
            })
    void whatCannotBeMadeLeavesTheHooksBefore(String wrong) {
        assertThat(gateway.reload(yaml(wrong))).isFalse();

        assertThat(ask()).contains("a of build 1");
        assertThat(closed).doesNotContain("a of build 1");
        assertThat(http.get(gateway.url("/health/readiness")).body()).contains("\"configuration\":\"rejected\"");
    }

    @Test
    void countersGoOnOverAReload() {
        ask();
        gateway.reload(yaml(SAYS_B));
        ask();

        assertThat(gateway.wiring().telemetry().scrape()).contains("callstream_hook_rejects_total{hook=\"says\"} 2.0");
    }

    /** Two kinds of hooks, as of the last build. */
    private final class Jars implements HookSource {
        @Override
        public String state() {
            return build;
        }

        @Override
        public HookCatalogue load() {
            return HookCatalogue.of(new Says(build), new Waits());
        }
    }

    private final class Says implements RequestHookFactory {
        private final String ofBuild;

        Says(String ofBuild) {
            this.ofBuild = ofBuild;
        }

        @Override
        public String name() {
            return "says";
        }

        @Override
        public RequestHook create(Map<String, Object> settings) {
            if ("fails".equals(settings.get("word"))) {
                throw new IllegalStateException("no");
            }
            if ("links".equals(settings.get("word"))) {
                throw new NoClassDefFoundError("no");
            }
            String what = settings.get("word") + " of build " + ofBuild;
            made.add(what);
            return new Closing(what) {
                @Override
                public HookResult check(HookRequest request) {
                    return HookResult.reject(what);
                }
            };
        }
    }

    private final class Waits implements RequestHookFactory {
        @Override
        public String name() {
            return "waits";
        }

        @Override
        public RequestHook create(Map<String, Object> settings) {
            return new Closing("waits") {
                @Override
                public HookResult check(HookRequest request) throws InterruptedException {
                    asked.countDown();
                    release.await(30, TimeUnit.SECONDS);
                    return HookResult.reject("waited");
                }
            };
        }
    }

    private abstract class Closing implements RequestHook {
        private final String name;

        Closing(String name) {
            this.name = name;
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }
}
