package io.callstream.sink.sentry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.FailureEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends each failure as an event of its own, since an envelope holds one at most; its id follows from the failure's, so a resend is
 * the same event to Sentry. Pre-calls are remembered as breadcrumbs.
 */
public final class SentrySink implements Sink {
    private final Project project;
    private final Gate gate;
    private final FailureReport report;
    private final Trail trail = new Trail();

    SentrySink(Project project, Gate gate, FailureReport report) {
        this.project = project;
        this.gate = gate;
        this.report = report;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        List<CallEvent.Failure> failures = new ArrayList<>();
        for (CallEvent event : batch) {
            if (event instanceof CallEvent.PreCall preCall) {
                trail.note(preCall.event());
            } else if (event instanceof CallEvent.Failure failure) {
                failures.add(failure);
            }
        }
        return tell(failures);
    }

    /** One after another; the first that cannot be sent now keeps the rest from being tried. */
    private Delivery tell(List<CallEvent.Failure> failures) {
        Map<String, String> rejected = new HashMap<>();
        for (int index = 0; index < failures.size(); index++) {
            Delivery verdict = tell(failures.get(index));
            if (verdict instanceof Delivery.Rejected refused) {
                rejected.put(failures.get(index).eventId(), refused.reason());
            } else if (verdict instanceof Delivery.RetryAfter later && index > 0) {
                return new Delivery.Partial(rejected, ids(failures.subList(index, failures.size())), later.delay());
            } else if (!(verdict instanceof Delivery.Delivered)) {
                return verdict;
            }
        }
        return rejected.isEmpty() ? Delivery.delivered() : new Delivery.Partial(rejected, Set.of(), Optional.empty());
    }

    private Delivery tell(CallEvent.Failure event) {
        FailureEvent failure = event.event();
        String id = Project.idOf(event);
        OptionalLong withheld = gate.admit(failure, id);
        if (withheld.isEmpty()) {
            return Delivery.delivered();
        }
        ObjectNode told = report.of(failure, trail.before(failure));
        told.put("event_id", id);
        told.withObject("/extra").put("withheld_before", withheld.getAsLong());
        return gate.passed(project.send(id, told.toString()));
    }

    private static Set<String> ids(List<CallEvent.Failure> failures) {
        return failures.stream().map(CallEvent::eventId).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        project.close();
    }
}
