package io.callstream.sink.slack;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import java.util.List;
import java.util.Optional;

/** Finds what is to be recorded among events. */
final class IncidentReader {
    private static final long MICRO = 1_000;

    private final SlackSinkConfig.Alerts alerts;

    IncidentReader(SlackSinkConfig.Alerts alerts) {
        this.alerts = alerts;
    }

    List<Incident> incidents(List<CallEvent> batch) {
        return batch.stream().map(this::incident).flatMap(Optional::stream).toList();
    }

    private Optional<Incident> incident(CallEvent event) {
        if (event instanceof CallEvent.Failure failure) {
            return Optional.of(Incident.of(failure.event()));
        }
        return event instanceof CallEvent.Success success && isSlow(success.event())
                ? Optional.of(Incident.slow(success.event()))
                : Optional.empty();
    }

    private boolean isSlow(SuccessEvent success) {
        Long took = success.getDurationUs();
        return alerts.types().contains(AlertType.LLM_TOO_SLOW)
                && took != null
                && took * MICRO > alerts.slowAfter().toNanos();
    }
}
