package io.callstream.cli.tail;

import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Owner;
import io.callstream.sink.CallEvent;
import java.util.function.Supplier;

/** Passes on what is of no erased subject, and counts the rest. For one thread. */
final class ErasedLeftOut implements EventWatcher {
    private final EventWatcher next;
    private final Supplier<ErasedSubjects> erased;
    private long count;

    ErasedLeftOut(EventWatcher next, Supplier<ErasedSubjects> erased) {
        this.next = next;
        this.erased = erased;
    }

    @Override
    public void event(CallEvent event) {
        ErasedSubjects now = erased.get();
        if (!now.isEmpty() && now.covers(Owner.of(event.avro()))) {
            count++;
        } else {
            next.event(event);
        }
    }

    @Override
    public void unreadable(String why) {
        next.unreadable(why);
    }

    long count() {
        return count;
    }
}
