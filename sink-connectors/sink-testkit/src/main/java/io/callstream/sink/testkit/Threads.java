package io.callstream.sink.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Which threads live, apart from those the fakes and the virtual machine keep for themselves. */
final class Threads {
    private static final List<String> NOT_OF_SINKS =
            List.of("fake-", "ForkJoinPool.commonPool", "process reaper", "Cleaner-", "PostgreSQL-JDBC-Cleaner");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LOOKS_A_SECOND = 10;

    private Threads() {}

    static Set<Long> ids() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getId).collect(Collectors.toSet());
    }

    /** Fails when threads that came since do not end. */
    static void awaitEndOfThoseAfter(Set<Long> before) {
        AtomicInteger looks = new AtomicInteger();
        await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
            // A client without a close of its own ends its threads when it is collected. Once a second is enough for
            // that.
            if (looks.getAndIncrement() % LOOKS_A_SECOND == 0) {
                System.gc();
            }
            assertThat(cameAfter(before)).isEmpty();
        });
    }

    private static Set<String> cameAfter(Set<Long> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread.getId()))
                .map(Thread::getName)
                .filter(name -> NOT_OF_SINKS.stream().noneMatch(name::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
