package io.callstream.cli.erase;

import io.callstream.events.ErasedPlace;
import io.callstream.events.ErasureEvent;
import io.callstream.events.ErasureReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of one erasure.
 *
 * @param erasureId which
 * @param request what was asked for; empty when a later request for the same subject has replaced it
 * @param removed by account, what was removed from its places
 * @param pending accounts that have not reported
 * @param stays by place that nothing can be removed from, why and for how long
 */
record Account(
        String erasureId,
        Optional<ErasureEvent> request,
        Map<String, List<ErasedPlace>> removed,
        List<String> pending,
        Map<String, String> stays) {
    Account {
        removed = new TreeMap<>(removed);
        pending = List.copyOf(pending);
        stays = new TreeMap<>(stays);
    }

    static Account of(
            String erasureId,
            Optional<ErasureEvent> request,
            List<ErasureReport> reports,
            List<String> expected,
            Map<String, String> stays) {
        Map<String, List<ErasedPlace>> removed = new TreeMap<>();
        reports.stream()
                .filter(report -> report.getErasureId().equals(erasureId))
                .forEach(report -> removed.put(report.getAccount(), report.getPlaces()));
        List<String> pending = expected.stream()
                .filter(account -> !removed.containsKey(account))
                .toList();
        return new Account(erasureId, request, removed, pending, stays);
    }

    /** Whether a place that can remove has not removed everything. */
    boolean failed() {
        return removed.values().stream().flatMap(List::stream).anyMatch(place -> place.getRemains() != null);
    }

    /** {@code pending}, {@code failed} or {@code done}. */
    String state() {
        if (!pending.isEmpty()) {
            return "pending";
        }
        return failed() ? "failed" : "done";
    }
}
