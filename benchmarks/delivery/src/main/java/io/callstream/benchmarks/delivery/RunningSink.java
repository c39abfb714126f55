package io.callstream.benchmarks.delivery;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.sink.runtime.SinkGroups;
import io.callstream.sink.runtime.SinkRunner;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/** The webhook sink as it runs in production, each time from the beginning of the topic. */
final class RunningSink {
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(10);
    private static final String SINK = "webhook";

    private final Addresses addresses;
    private final String mode;

    RunningSink(Addresses addresses, String mode) {
        this.addresses = addresses;
        this.mode = mode;
    }

    Lap run(int events, Stopwatch watch) throws Exception {
        Lap lap;
        try (SinkRunner runner = SinkRunner.start(options())) {
            watch.begin(delivered(runner, 1));
            lap = watch.end(delivered(runner, events));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", addresses.kafka()))) {
            admin.deleteConsumerGroups(List.of(SinkGroups.live(SINK))).all().get();
        }
        return lap;
    }

    private static long delivered(SinkRunner runner, long atLeast) {
        long delivered = runner.status().counts().delivered();
        while (delivered < atLeast) {
            LockSupport.parkNanos(LOOK_AGAIN);
            delivered = runner.status().counts().delivered();
        }
        return delivered;
    }

    private SinkRunnerOptions options() throws IOException {
        String yaml = """
                callstream:
                  kafka: {bootstrap_servers: "%s"}
                  schema_registry: {url: "%s"}
                  sinks:
                    webhook: {url: "%s", mode: %s, events: [success]}
                """.formatted(addresses.kafka(), addresses.registry(), addresses.endpoint(), mode);
        return new SinkRunnerOptions(
                SINK,
                SinkCatalogue.of(RunningSink.class.getClassLoader()),
                new ConfigFile(Environment.of(Map.of())).parse(yaml, "config.yaml", new Problems()),
                Environment.of(Map.of()),
                Files.createTempDirectory("callstream-webhook"),
                Optional.empty(),
                Clock.systemUTC(),
                new Random());
    }
}
