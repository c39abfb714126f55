package io.callstream.sink.sentry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.EventSink;
import io.callstream.sink.http.OneByOne;
import java.util.List;

/** Sends each alert, and its end, as an event of its own; neither a sample nor a throttle leaves one out. */
final class SentryAlertSink implements EventSink<AlertEvent> {
    private final Project project;
    private final Gate gate;
    private final AlertReport report;

    SentryAlertSink(Project project, Gate gate, AlertReport report) {
        this.project = project;
        this.gate = gate;
        this.report = report;
    }

    @Override
    public Delivery deliver(List<AlertEvent> batch) {
        return OneByOne.deliver(batch, this::send);
    }

    private Delivery send(AlertEvent event) {
        String id = Project.idOf(event);
        ObjectNode told = report.of(event).put("event_id", id);
        return gate.passed(id, project.send(id, told.toString()));
    }

    /** Only what Sentry took: one that is dropped under a long rate limit says nothing of it. */
    @Override
    public boolean sends(AlertEvent event) {
        return gate.tookBefore(Project.idOf(event));
    }

    @Override
    public void close() {
        project.close();
    }
}
