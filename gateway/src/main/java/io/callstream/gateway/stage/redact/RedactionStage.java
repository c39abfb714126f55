package io.callstream.gateway.stage.redact;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.RequestRewrite;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.config.RedactionTarget;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.redact.RedactionCounters;
import io.callstream.gateway.redact.Redactions;
import io.callstream.gateway.redact.TextRedaction;
import io.callstream.json.Slice;

/** Takes out of requests what providers are not to see; what cannot be looked through is not sent. */
public final class RedactionStage implements Stage {
    private static final Step TOO_LARGE = new Step.Reject(new CallError(
            GatewayError.PAYLOAD_TOO_LARGE,
            "The request body is larger than callstream.redaction.max_bytes, so that it cannot be redacted."));

    private final Redactions redactions;
    private final RedactionCounters counters;
    private final boolean any;

    public RedactionStage(Redactions redactions, RedactionCounters counters) {
        this.redactions = redactions;
        this.counters = counters;
        this.any = redactions.appliesTo(RedactionTarget.PROVIDER);
    }

    @Override
    public String name() {
        return "redaction";
    }

    @Override
    public Step run(PendingCall call) {
        ApiRequest asked = call.asked();
        if (!any || asked == null) {
            return Step.CONTINUE;
        }
        TextRedaction redaction = redactions.of(asked.model(), call.key(), RedactionTarget.PROVIDER, counters);
        Slice body = asked.info(call.request().endpoint().operation()).body();
        if (redaction.none() || body == null) {
            return Step.CONTINUE;
        }
        Slice clean = redaction.body(body);
        if (clean == null) {
            return TOO_LARGE;
        }
        return clean == body ? Step.CONTINUE : rewrite(call, asked, clean);
    }

    private static Step rewrite(PendingCall call, ApiRequest asked, Slice clean) {
        try {
            CallError error = RequestRewrite.apply(call, asked, clean, asked.model());
            return error == null ? Step.CONTINUE : new Step.Reject(error);
        } catch (InvalidRequestException e) {
            return new Step.Reject(new CallError(e.error(), "Redacted, the request is none: " + e.getMessage()));
        }
    }
}
