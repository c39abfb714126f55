package io.callstream.spool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a spool with one lane ought to hold, kept in memory in the simplest way. */
final class SpoolModel {
    private static final String LOST = "lost ";

    private final List<Kept> unsettled = new ArrayList<>();
    private final Set<CallKey> open = new LinkedHashSet<>();
    private long epoch = 1;

    /**
     * @param name names the record in what the spool is compared by
     */
    record Kept(long epoch, long seq, SpoolKind kind, CallKey call, String name) {}

    void append(Kept record) {
        unsettled.add(record);
        if (record.kind() == TestKinds.PRE_CALL) {
            open.add(record.call());
        } else if (record.kind().ends()) {
            open.remove(record.call());
        }
    }

    void settle(Set<String> names) {
        unsettled.removeIf(record -> names.contains(record.name()));
    }

    /**
     * Records whose damage has an outcome that is easy to tell: a terminal event only while its call's pre-call is
     * there as well, for where the pre-call is gone already, nobody remembers the call.
     */
    List<Kept> damageable() {
        Set<CallKey> preCalls = new HashSet<>();
        unsettled.stream()
                .filter(record -> record.kind() == TestKinds.PRE_CALL)
                .forEach(record -> preCalls.add(record.call()));
        return unsettled.stream()
                .filter(record -> record.epoch() == epoch && !record.name().startsWith(LOST))
                .filter(record -> !record.kind().ends() || preCalls.contains(record.call()))
                .toList();
    }

    /** The record cannot be read any more. */
    void damage(Kept record) {
        unsettled.remove(record);
        if (record.kind() == TestKinds.PRE_CALL) {
            open.remove(record.call());
        } else if (record.kind().ends()) {
            open.add(record.call());
        }
    }

    /** A new start: every open call is told as lost. */
    void reopen(long epoch) {
        long seq = 0;
        for (CallKey call : open) {
            unsettled.add(new Kept(epoch, seq++, TestKinds.FAILURE, call, lostName(call)));
        }
        open.clear();
        this.epoch = epoch;
    }

    static String lostName(CallKey call) {
        return LOST + call;
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        unsettled.forEach(record -> names.add(record.name()));
        return names;
    }
}
