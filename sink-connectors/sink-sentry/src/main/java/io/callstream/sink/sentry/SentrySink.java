package io.callstream.sink.sentry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.FailureEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.OneByOne;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

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
        List<CallEvent> failures = new ArrayList<>();
        for (CallEvent event : batch) {
            if (event instanceof CallEvent.PreCall preCall) {
                trail.note(preCall.event());
            } else if (event instanceof CallEvent.Failure) {
                failures.add(event);
            }
        }
        return OneByOne.deliver(failures, event -> tell((CallEvent.Failure) event));
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
        return gate.passed(id, project.send(id, told.toString()));
    }

    /** Only what Sentry took: that others are held back says nothing of it. */
    @Override
    public boolean sends(CallEvent event) {
        return gate.tookBefore(Project.idOf(event));
    }

    @Override
    public void close() {
        project.close();
    }
}
