package io.callstream.gateway.stage.read;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.call.CallRequest;
import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.error.CallError;

/** Reads the request's body by the rules of its API. */
public final class ReadStage implements Stage {
    @Override
    public String name() {
        return "reading";
    }

    @Override
    public Step run(PendingCall call) {
        CallRequest request = call.request();
        if (request.refusal() != null) {
            return new Step.Reject(request.refusal());
        }
        try {
            call.read(request.endpoint()
                    .api()
                    .read(request.body(), request.endpoint().model()));
            return Step.CONTINUE;
        } catch (InvalidRequestException e) {
            return new Step.Reject(new CallError(e.error(), String.valueOf(e.getMessage()), e.param()));
        }
    }
}
