package io.callstream.spool.ship;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.spool.Durability;
import io.callstream.spool.OnFull;
import io.callstream.spool.Spool;
import io.callstream.spool.SpoolOptions;
import io.callstream.spool.TestKinds;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadPrioritiesTest {
    private static final int SEGMENT = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void whatNoCallWaitsForGivesWay() {
        Set<Thread> before = threads();
        try (Spool spool = spool();
                Shipper shipper = Shippers.start(spool, away(), new MockSchemaRegistryClient(), BodyKeeper.NOWHERE)) {
            List<String> giveWay = List.of("shipper", "ship-schemas", "kafka-producer-network-thread");

            await().atMost(30, SECONDS)
                    .untilAsserted(() -> assertThat(giveWay)
                            .allSatisfy(
                                    name -> assertThat(priorities(name, before)).containsOnly(Thread.MIN_PRIORITY)));
            assertThat(priorities("spool-", before)).containsExactly(Thread.NORM_PRIORITY, Thread.NORM_PRIORITY);
            shipper.close(Duration.ofMillis(1));
        }
    }

    private Spool spool() {
        SpoolOptions options = new SpoolOptions(
                folder.resolve("spool"),
                1,
                SpoolOptions.leastBudget(1, SEGMENT),
                SEGMENT,
                Durability.FSYNCED,
                OnFull.SHED,
                null);
        return Spool.open(options, TestKinds.all(), (call, place) -> null, Clock.systemUTC());
    }

    /** Producers start their threads whether Kafka answers or not. */
    private static ShipOptions away() {
        return new ShipOptions(Map.of("bootstrap.servers", "127.0.0.1:1"), "mock", true);
    }

    private static List<Integer> priorities(String name, Set<Thread> before) {
        return threads().stream()
                .filter(thread -> thread.getName().startsWith(name) && !before.contains(thread))
                .map(Thread::getPriority)
                .toList();
    }

    private static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }
}
