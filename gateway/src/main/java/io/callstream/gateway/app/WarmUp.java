package io.callstream.gateway.app;

import io.callstream.files.OwnerOnly;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.server.Transport;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.gateway.warm.LoopbackClients;
import io.callstream.gateway.warm.LoopbackProvider;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls through a {@link WarmGateway} until Java has compiled what calls need. Whatever goes wrong with that, the start
 * goes on; nothing is left of it but compiled code.
 */
final class WarmUp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    /** What a start has for it. */
    static final LoopbackClients.Limit AT_START = new LoopbackClients.Limit(20_000, Duration.ofSeconds(2));

    /** Of that time, what is needed to stop. */
    private static final Duration STOPPING = Duration.ofMillis(300);

    private static final long CLOSE_MILLIS = 5_000;
    private static final String FOLDER = "warm-up";
    private static final String KEY = "sk-warm-up";
    private static final String MODEL = "warm-up";
    private static final String OPENAI_MODEL = "gpt-4o-mini";
    private static final Environment NO_VARIABLES = name -> Optional.empty();

    private final Process process;
    private final LoopbackClients.Limit limit;
    private final long begun = System.nanoTime();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "gateway-warm-up");

    private WarmUp(Process process, LoopbackClients.Limit limit) {
        this.process = process;
        this.limit = limit;
        thread.setDaemon(true);
    }

    /**
     * What it takes of the gateway that starts.
     *
     * @param events whether it tells any
     * @param pricing loaded once
     * @param tokens counts with what the configured models need, which is loaded once
     */
    record Process(
            boolean events, Pricing pricing, TokenCounter tokens, Path dataDir, Transport transport, Clock clock) {}

    static WarmUp start(Process process, LoopbackClients.Limit limit) {
        WarmUp warmUp = new WarmUp(process, limit);
        warmUp.thread.start();
        return warmUp;
    }

    /** Returns when it has been done, or has taken too long and goes on in the background. */
    void await() {
        try {
            if (!done.await(limit.time().toNanos(), TimeUnit.NANOSECONDS)) {
                log.debug("warm-up not done in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Path folder = process.dataDir().resolve(FOLDER);
        try {
            remove(folder); // of a start that was killed
            OwnerOnly.createFolder(folder);
            call(folder);
        } catch (InterruptedException e) {
            log.debug("warm-up given up", e);
        } catch (IOException | RuntimeException | LinkageError e) { // it is for speed alone
            log.debug("warm-up failed", e);
        } finally {
            removeQuietly(folder);
            done.countDown();
        }
    }

    private void call(Path folder) throws InterruptedException {
        EventLoopGroup outside = loops("gateway-warm-up-calls");
        EventLoopGroup inside = loops("gateway-warm-up");
        try (LoopbackProvider provider = LoopbackProvider.start(
                        outside.next(), process.transport().server());
                WarmGateway gateway = WarmGateway.start(process, config(provider.apiBase()), inside, folder)) {
            LoopbackClients clients = new LoopbackClients(KEY, MODEL);
            Duration left = limit.time().minus(STOPPING).minusNanos(System.nanoTime() - begun);
            int calls = clients.call(
                    outside.next(),
                    process.transport().client(),
                    gateway.address(),
                    new LoopbackClients.Limit(limit.calls(), left));
            log.debug("warm-up: calls={} ms={}", calls, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        } finally {
            List.of(inside, outside).forEach(each -> each.shutdownGracefully(0, 0, TimeUnit.SECONDS));
        }
    }

    private EventLoopGroup loops(String name) {
        return new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory(name, true), process.transport().io());
    }

    private GatewayConfig config(String apiBase) {
        String yaml = """
            model_list:
              - model_name: %s
                litellm_params: {model: "openai/%s", api_base: "%s", api_key: %s, num_retries: 0, timeout: 5}
            general_settings: {master_key: %s}
            callstream:
              events: %s
              server: {host: 127.0.0.1, event_loops: 1}
              spool: {segment_bytes: 4MiB, max_bytes: 64MiB}
            """.formatted(MODEL, OPENAI_MODEL, apiBase, KEY, KEY, process.events());
        Problems problems = new Problems();
        Section root = new ConfigFile(NO_VARIABLES).parse(yaml, FOLDER, problems);
        GatewayConfig config = GatewayConfig.read(root, NO_VARIABLES);
        problems.throwIfAny();
        return config;
    }

    private static void removeQuietly(Path folder) {
        try {
            remove(folder);
        } catch (IOException e) {
            log.debug("folder of the warm-up not removed; the next start does: folder={}", folder, e);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }
}
