package io.callstream.gateway.ingest;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PostPage;
import io.callstream.gateway.server.PostRequest;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Takes what LiteLLM's webhook callback sends. Bodies are read in the background and recorded on the event loop, a few calls
 * at a time, since large ones would hold the loop's other connections up. The answer comes when all is in the spool.
 */
public final class LitellmIngest implements PostPage {
    public static final String PATH = "/ingest/litellm";

    private static final int AT_A_TIME = 16;
    private static final Page NO_ROOM = Page.error(
            GatewayError.NOT_RECORDED,
            "The gateway has no room to record calls: its spool is full and set to refuse calls.",
            null);
    private static final Page BUSY = Page.error(
            GatewayError.OVERLOADED, "Too many reports wait to be read; send this one again in a moment.", null);
    private static final Page FAULT = Page.error(
            GatewayError.INTERNAL, "The report could not be taken in; this is a fault of the gateway.", null);

    private final EventRecorder recorder;
    private final ClientApi api;
    private final Executor background;
    private final IngestCounters counters;

    /**
     * For one event loop.
     *
     * @param recorder only used on that loop
     * @param background reads bodies; refuses what is too much
     */
    public LitellmIngest(EventRecorder recorder, ClientApi api, Executor background, IngestCounters counters) {
        this.recorder = recorder;
        this.api = api;
        this.background = background;
        this.counters = counters;
    }

    @Override
    public void answer(PostRequest request, Consumer<Page> then) {
        if (!recorder.takesCalls()) {
            then.accept(NO_ROOM);
            return;
        }
        Reporter reporter = Reporter.of(request.admission());
        try {
            background.execute(() -> read(request, reporter, then));
        } catch (RejectedExecutionException e) {
            then.accept(BUSY);
        }
    }

    private void read(PostRequest request, Reporter reporter, Consumer<Page> then) {
        Runnable next;
        try {
            Report report = Report.read(request.body(), reporter, api);
            next = () -> record(request, report, 0, then);
        } catch (InvalidItemException e) {
            Page page = Page.error(GatewayError.INVALID_JSON, "No report of calls: " + e.getMessage() + ".", null);
            next = () -> then.accept(page);
        } catch (RuntimeException | Error e) { // whatever it is, the reporter has to hear something
            next = () -> then.accept(FAULT);
        }
        request.loop().execute(next);
    }

    private void record(PostRequest request, Report report, int from, Consumer<Page> then) {
        List<ReportedCall> calls = report.calls();
        int to = Math.min(calls.size(), from + AT_A_TIME);
        if (from < to && !recorder.takesCalls()) {
            then.accept(NO_ROOM); // what has been recorded is so under the same ids when it is sent again
            return;
        }
        calls.subList(from, to).forEach(call -> call.record(recorder));
        if (to < calls.size()) {
            request.loop().execute(() -> record(request, report, to, then));
        } else {
            counters.add(calls.size(), report.rejected().size());
            recorder.whenDurable(request.loop(), () -> then.accept(report.page()));
        }
    }
}
