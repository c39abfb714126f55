package io.callstream.sink.runtime.deliver;

import java.util.ArrayList;
import java.util.List;

/**
 * A batch by what is known of its events' past. Events that were being delivered when the process died go in small
 * groups and then alone, so that a third death can only be one event's doing. When two in a row have died alone, all that
 * were under way with them go: a restart for each would keep the sink down for hours.
 *
 * @param poisoned events that took the process with them too often
 * @param suspects events under way in some death, in groups to be delivered one group at a time
 * @param clear all others
 */
record Triage(List<PendingEvent> poisoned, List<List<PendingEvent>> suspects, List<PendingEvent> clear) {
    static final int DEATHS = 3;
    private static final int FEW = 10;

    static Triage of(List<PendingEvent> batch, CrashRecord crashes) {
        if (crashes.quiet()) {
            return new Triage(List.of(), List.of(), batch);
        }
        Triage sorted = new Triage(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int enough = crashes.indiscriminate() ? 1 : DEATHS;
        List<PendingEvent> once = new ArrayList<>();
        for (PendingEvent pendingEvent : batch) {
            int deaths = crashes.deaths(pendingEvent.original().place());
            if (deaths == 0) {
                sorted.clear().add(pendingEvent);
            } else if (deaths >= enough) {
                sorted.poisoned().add(pendingEvent);
            } else if (deaths == 1) {
                once.add(pendingEvent);
            } else {
                sorted.suspects().add(List.of(pendingEvent));
            }
        }
        for (int from = 0; from < once.size(); from += FEW) {
            sorted.suspects().add(once.subList(from, Math.min(from + FEW, once.size())));
        }
        return sorted;
    }
}
