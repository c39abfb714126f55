package io.callstream.gateway.stage.limit;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.EventRecorder;

/** Lets no call through that there is no room to record, where the configuration says so. */
public final class RecordableStage implements Stage {
    private static final Step NO_ROOM = new Step.Reject(new CallError(
            GatewayError.NOT_RECORDED,
            "The gateway has no room to record the call: its spool is full and set to refuse calls."));

    private final EventRecorder recorder;

    public RecordableStage(EventRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public Step run(PendingCall call) {
        return recorder.takesCalls() ? Step.CONTINUE : NO_ROOM;
    }
}
