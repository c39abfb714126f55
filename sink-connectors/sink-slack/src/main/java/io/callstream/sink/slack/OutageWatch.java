package io.callstream.sink.slack;

import io.callstream.sink.failure.Recent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts breakdowns per deployment over a short time. An outage is reported when it begins and when it gets worse. For one thread. */
final class OutageWatch {
    private static final int PLACES = 1_000;
    private static final int FAILURES = 1_000;

    private final SlackSinkConfig.Outages limits;
    private final Map<Outage.Place, Window> windows = new Recent<>(PLACES);

    OutageWatch(SlackSinkConfig.Outages limits) {
        this.limits = limits;
    }

    /** Counts breakdowns, each once however often it is noted. A place that was quiet since is new. */
    void note(Collection<Incident> incidents, Instant now) {
        Instant oldest = now.minus(limits.within());
        windows.values().removeIf(window -> window.isQuietSince(oldest));
        for (Incident incident : incidents) {
            if (incident.isBreakdown()) {
                Outage.Place place = new Outage.Place(
                        incident.kind().provider(), incident.facts().deploymentId());
                windows.computeIfAbsent(place, first -> new Window()).failures.put(incident.eventId(), incident);
            }
        }
    }

    /** Outages that are worse than what was told of them. */
    List<Outage> untold() {
        List<Outage> untold = new ArrayList<>();
        windows.forEach((place, window) -> {
            Outage.Level level = window.level(limits);
            if (level.compareTo(window.told) > 0) {
                untold.add(new Outage(place, level, window.codes()));
            }
        });
        return untold;
    }

    void told(List<Outage> outages) {
        for (Outage outage : outages) {
            Window window = windows.get(outage.place());
            if (window != null) {
                window.told = outage.level();
            }
        }
    }

    private static final class Window {
        private final Map<String, Incident> failures = new Recent<>(FAILURES);
        private Outage.Level told = Outage.Level.NONE;

        boolean isQuietSince(Instant oldest) {
            failures.values().removeIf(failure -> failure.time().isBefore(oldest));
            return failures.isEmpty();
        }

        Outage.Level level(SlackSinkConfig.Outages limits) {
            if (failures.size() >= limits.major()) {
                return Outage.Level.MAJOR;
            }
            return failures.size() >= limits.minor() ? Outage.Level.MINOR : Outage.Level.NONE;
        }

        TreeMap<String, Long> codes() {
            return failures.values().stream()
                    .collect(Collectors.groupingBy(
                            failure -> failure.kind().errorCode(), TreeMap::new, Collectors.counting()));
        }
    }
}
