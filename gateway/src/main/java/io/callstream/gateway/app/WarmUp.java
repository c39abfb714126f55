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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls through a {@link WarmGateway} until Java has compiled what calls need. A start waits for the most of it; the rest
 * is done behind it, while nobody calls. Whatever goes wrong, the start goes on; nothing is left of it but compiled code.
 */
final class WarmUp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    /** After these Java compiles hardly anything new. */
    static final LoopbackClients.Limit ENOUGH = new LoopbackClients.Limit(100_000, Duration.ofSeconds(12));

    /** What a start waits for it. */
    private static final Duration AT_START = Duration.ofMillis(1_700);

    private static final long CLOSE_MILLIS = 5_000;
    private static final String FOLDER = "warm-up";
    private static final String KEY = "sk-warm-up";
    private static final String MODEL = "warm-up";
    private static final String OPENAI_MODEL = "gpt-4o-mini";
    private static final Environment NO_VARIABLES = name -> Optional.empty();

    private final Process process;
    private final LoopbackClients.Limit limit;
    private final long begun = System.nanoTime();
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "gateway-warm-up");

    private WarmUp(Process process, LoopbackClients.Limit limit) {
        this.process = process;
        this.limit = limit;
        thread.setDaemon(true);
    }

    /**
     * What it takes of the gateway that starts.
     *
     * @param events whether it records any
     * @param pricing loaded once
     * @param tokens counts with what the configured models need, which is loaded once
     * @param called whether somebody calls, who then goes first
     */
    record Process(
            boolean events,
            Pricing pricing,
            TokenCounter tokens,
            Path dataDir,
            Transport transport,
            Clock clock,
            BooleanSupplier called) {}

    static WarmUp start(Process process, LoopbackClients.Limit limit) {
        WarmUp warmUp = new WarmUp(process, limit);
        warmUp.thread.start();
        return warmUp;
    }

    /** Returns when it has been done, or when a start has waited long enough and it goes on in the background. */
    void await() {
        try {
            done.get(AT_START.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            log.debug("warm-up goes on behind the start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a warm-up always ends well", e);
        }
    }

    /** What to do when it has been done, whether it went well or not. */
    void then(Runnable next) {
        done.thenRun(next);
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
            if (!process.called().getAsBoolean()) {
                System.gc(); // what reading, wiring and warming up left behind: nobody waits for it now
            }
        } catch (InterruptedException e) {
            log.debug("warm-up given up", e);
        } catch (IOException | RuntimeException | LinkageError e) { // it is for speed alone
            log.debug("warm-up failed", e);
        } finally {
            removeQuietly(folder);
            done.complete(null);
        }
    }

    private void call(Path folder) throws InterruptedException {
        EventLoopGroup outside = loops("gateway-warm-up-calls");
        EventLoopGroup inside = loops("gateway-warm-up");
        try (LoopbackProvider provider = LoopbackProvider.start(
                        outside.next(), process.transport().server());
                WarmGateway gateway = WarmGateway.start(process, config(provider.apiBase()), inside, folder)) {
            LoopbackClients clients = new LoopbackClients(KEY, MODEL, process.called());
            int calls = clients.call(outside.next(), process.transport().client(), gateway.address(), limit);
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
