package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Destination;
import org.jspecify.annotations.Nullable;

/**
 * What a call's end means to its client, its events, its memory and whoever else hears of its answer. When it comes is the
 * call's to decide. Only for the call's event loop.
 */
final class CallEnd {
    private final AskedRequest asked;
    private final AnswerGuard guard;
    private final CallTimeline timeline;
    /** A whole answer, once the provider has given one. */
    private CallTimeline.@Nullable ParsedResponse whole;

    CallEnd(AskedRequest asked, AnswerGuard guard, CallTimeline timeline) {
        this.asked = asked;
        this.guard = guard;
        this.timeline = timeline;
    }

    /** What of an answer has come, now that nobody is left to send it to. */
    static CallTimeline.ParsedResponse release(@Nullable Relay relay) {
        if (relay == null) {
            return CallTimeline.ParsedResponse.NOTHING;
        }
        relay.release();
        return relay.found();
    }

    /** The whole answer that the call has ended with; null when it has not. */
    CallTimeline.@Nullable ParsedResponse whole() {
        return whole;
    }

    /**
     * With what the provider has said: well, once the client's socket has taken it.
     *
     * @param gone whether the client has all but the end of it, and is gone
     */
    void answered(Relay relay, Relay.Verdict verdict, Destination from, boolean gone) {
        timeline.recordedAll();
        asked.request().hold().close();
        CallTimeline.ParsedResponse found = relay.found();
        if (verdict instanceof Relay.Verdict.Whole && !guard.holds()) {
            asked.listener().answered(found.response(), from);
        }
        if (gone) {
            timeline.succeeded(found);
            return;
        }
        if (verdict instanceof Relay.Verdict.Bad bad) {
            timeline.failed(found, bad);
        } else {
            goesOut(relay, found);
        }
        guard.client().answered(relay.reusable());
    }

    private void goesOut(Relay relay, CallTimeline.ParsedResponse found) {
        whole = found;
        if (!guard.holds()) {
            timeline.expect(found);
        }
        guard.client().whenSent(sent -> sent(relay, found, sent));
    }

    private void sent(Relay relay, CallTimeline.ParsedResponse found, boolean sent) {
        if (sent || relay.shown()) {
            timeline.succeeded(found);
        } else {
            timeline.failed(found, disconnected("The client hung up before it had all of the answer."));
        }
    }

    /** What waited for a decision goes out. */
    void letGo(Destination from) {
        if (whole != null) {
            timeline.recordedAll();
            asked.listener().answered(whole.response(), from);
        }
        guard.letGo();
    }

    /**
     * With an answer of the gateway's own.
     *
     * @param found of the provider's answer
     */
    void refused(CallError why, CallTimeline.ParsedResponse found, AttemptRequest latest) {
        ErrorResponse answer = new ErrorResponse(asked.request(), guard.client(), timeline.lease());
        answer.send(timeline.callId(), latest::writeHeaders, why);
        timeline.failed(
                found,
                new Relay.Verdict.Bad(why.error(), why.recorded(), why.error().httpStatus(), null));
        asked.request().hold().close();
        guard.client().answered(answer.reusable());
    }

    /** Nobody is left to answer. */
    void lost(@Nullable Relay relay, String message) {
        timeline.failed(release(relay), disconnected(message));
        asked.request().hold().close();
    }

    private static Relay.Verdict.Bad disconnected(String message) {
        return new Relay.Verdict.Bad(GatewayError.CLIENT_DISCONNECTED, message, 0, null);
    }
}
