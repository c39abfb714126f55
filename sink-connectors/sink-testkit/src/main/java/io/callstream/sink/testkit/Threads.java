package io.callstream.sink.testkit;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which threads live, apart from those the fakes and the virtual machine keep for themselves. */
final class Threads {
    private static final List<String> NOT_OF_SINKS =
            List.of("fake-", "ForkJoinPool.commonPool", "process reaper", "Cleaner-", "PostgreSQL-JDBC-Cleaner");

    private Threads() {}

    static Set<Long> ids() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getId).collect(Collectors.toSet());
    }

    /** Names of the threads that came since; a client without a close of its own ends its threads when it is collected. */
    static Set<String> cameAfter(Set<Long> before) {
        System.gc();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread.getId()))
                .map(Thread::getName)
                .filter(name -> NOT_OF_SINKS.stream().noneMatch(name::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
