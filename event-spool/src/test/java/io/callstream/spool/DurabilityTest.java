package io.callstream.spool;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    @TempDir
    Path folder;

    private final List<String> done = new ArrayList<>();

    @Test
    void spooledIsDurableAtOnceAndOnTheSpot() {
        try (Spool spool = open(Durability.SPOOLED)) {
            Spools.append(spool.lane(0), TestKinds.PRE_CALL, Spools.call(1), "asked");
            spool.lane(0).whenDurable(action -> done.add("elsewhere"), () -> done.add("here"));

            assertThat(done).containsExactly("here");
        }
    }

    @Test
    void fsyncedRunsOnTheOwnerAfterTheGroupFsync() throws InterruptedException {
        LinkedBlockingQueue<Runnable> owner = new LinkedBlockingQueue<>();
        try (Spool spool = open(Durability.FSYNCED)) {
            for (int i = 0; i < 100; i++) { // over several segments
                String name = "call " + i;
                awaitRoom(spool);
                assertThat(Spools.append(spool.lane(0), TestKinds.PRE_CALL, Spools.call(i), "x".repeat(500)))
                        .isEqualTo(Appended.KEPT);
                spool.lane(0).whenDurable(owner::add, () -> done.add(name));
            }
            while (done.size() < 100) {
                Runnable action = owner.poll(60, SECONDS);
                assertThat(action).isNotNull();
                action.run();
            }
            assertThat(done).startsWith("call 0", "call 1").endsWith("call 98", "call 99");
        }
    }

    @Test
    void acknowledgedWaitsForTheWatermark() {
        try (Spool spool = open(Durability.ACKED)) {
            Lane lane = spool.lane(0);
            for (int i = 0; i < 2; i++) {
                String name = "call " + i;
                Spools.append(lane, TestKinds.PRE_CALL, Spools.call(i), "asked");
                lane.whenDurable(Runnable::run, () -> done.add(name));
            }
            List<SpoolRecord> records = Spools.take(spool.logs().get(0).reader(LogStream.LIFECYCLE));
            records.get(1).settle();
            Spools.settle(spool);
            assertThat(done).isEmpty();

            records.get(0).settle();
            Spools.settle(spool);
            assertThat(done).containsExactly("call 0", "call 1");
        }
    }

    @Test
    void anOwnerThatIsGoneHoldsUpNobody() {
        Executor gone = action -> {
            throw new RejectedExecutionException("shut down");
        };
        try (Spool spool = open(Durability.ACKED)) {
            Spools.append(spool.lane(0), TestKinds.PRE_CALL, Spools.call(1), "asked");
            spool.lane(0).whenDurable(gone, () -> done.add("gone"));
            spool.lane(0).whenDurable(Runnable::run, () -> done.add("there"));
            Spools.drain(spool);

            assertThat(done).containsExactly("there");
        }
    }

    private static void awaitRoom(Spool spool) {
        await().pollDelay(0, SECONDS)
                .pollInterval(1, MILLISECONDS)
                .atMost(60, SECONDS)
                .until(() -> spool.lane(0).pressure() == Pressure.NONE);
    }

    private Spool open(Durability durability) {
        return Spool.open(
                new SpoolOptions(
                        folder.resolve("spool"), 1, 64 * Spools.SEGMENT, Spools.SEGMENT, durability, OnFull.SHED, null),
                TestKinds.all(),
                new TextOrphans(),
                Clock.systemUTC());
    }
}
