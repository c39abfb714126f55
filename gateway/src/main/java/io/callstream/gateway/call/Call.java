package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.Annotations;
import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.RoutePlan;
import io.callstream.gateway.upstream.UpstreamFailure;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A call with a plan: one attempt after the other, until one has given the client its first byte or none is left. Whoever
 * reaches {@link CallState.Ended} first ends the call; what comes later finds it ended. Only for the event loop of the
 * client's connection, which is the provider's as well.
 */
final class Call implements CallHandle {
    private final CallLoop loop;
    private final AnswerGuard guard;
    private final CallTimeline timeline;
    private final ClientPace pace;
    private final Attempts attempts;
    private final CallEnd end;

    /** @param first of the plan's attempts */
    Call(
            CallLoop loop,
            ClientChannel client,
            AskedRequest asked,
            RoutePlan plan,
            AttemptPlan first,
            CallTimeline timeline) {
        this.loop = loop;
        this.guard = new AnswerGuard(asked.check(), client, asked.request().hold());
        this.timeline = timeline;
        this.pace = new ClientPace(
                guard.client(), asked.asked().stream(), loop.rules().sizes().clientStallNanos());
        AttemptMaker maker = new AttemptMaker(loop, asked, plan, client.alloc(), timeline);
        this.attempts = new Attempts(this, maker, plan, first, timeline, pace);
        this.end = new CallEnd(asked, guard, timeline);
        timeline.routed(plan.strategy());
    }

    /** Begins the first attempt, now that the pre-call event is as durable as it has to be. */
    void start() {
        if (attempts.state() == CallState.RECORDING) {
            attempts.start();
            guard.begin(this::checked);
        }
    }

    /** What ran beside the call has decided: the answer may go out, as far as there is one, or something else does. */
    private void checked(CallCheck.Result result) {
        timeline.annotate(result.annotations());
        boolean failed = ended() && end.whole() == null;
        if (result.rejection() != null && !failed) {
            reject(result.rejection());
            return;
        }
        end.letGo(attempts.latest().destination());
        clientWritable();
    }

    /** In place of an answer that the client has seen nothing of, whole or not; what it cost is recorded all the same. */
    private void reject(CallError why) {
        CallTimeline.ParsedResponse found = end.whole();
        if (found == null) {
            Relay relay = attempts.relay();
            attempts.stop();
            found = CallEnd.release(relay);
        }
        guard.forget();
        timeline.recordedAll();
        refuse(why, found);
    }

    EventExecutor executor() {
        return loop.executor();
    }

    private boolean ended() {
        return attempts.state() instanceof CallState.Ended;
    }

    /** A call that has to wait until it is recorded waits as long as it would wait for the provider. */
    void awaitNoLongerThanTheProvider() {
        if (attempts.state() == CallState.RECORDING) {
            long most = attempts.latest().timeout().toNanos();
            executor().schedule(this::notRecorded, most, TimeUnit.NANOSECONDS);
        }
    }

    private void notRecorded() {
        if (attempts.state() == CallState.RECORDING) {
            end(new CallError(GatewayError.NOT_RECORDED, "The call could not be recorded in time."));
        }
    }

    /** An answer begins. */
    void answered(Attempt attempt) {
        timeline.answered(attempt);
    }

    /** The first of its answer has come. */
    void firstByte(Attempt attempt) {
        attempts.firstByte(attempt);
    }

    Relay relay(Attempt attempt, int status, HttpHeaders headers) {
        return new Relays(guard.client(), timeline, loop.rules()).relay(attempt.request(), status, headers);
    }

    /** The provider wants to be asked at another place. */
    void askAgain(Attempt last, AttemptRequest next) {
        attempts.again(last, next, AttemptReason.REDIRECT);
    }

    /** The provider does not want to be asked for the usage. */
    void askAgainWithoutUsage(Attempt last, AttemptRequest next) {
        loop.usageRefusals().add(next.destination());
        attempts.again(last, next, AttemptReason.RETRY);
    }

    /** A part of the answer has been taken in. */
    void partArrived(Attempt attempt) {
        pace.partArrived(attempt);
    }

    /** What one read of the provider's connection brought has gone on. */
    void passedOn(Attempt attempt, Relay relay) {
        if (relay.committed()) {
            attempts.commit(attempt);
        }
        pace.passedOn(attempt);
    }

    /** The provider has said all it will say. */
    void provided(Attempt attempt, Relay relay) {
        Relay.Verdict verdict = relay.verdict();
        if (verdict instanceof Relay.Verdict.Bad bad && attempts.replace(attempt, bad.error())) {
            return;
        }
        attempts.firstByte(attempt);
        relay.end();
        conclude(relay, verdict);
    }

    void failed(Attempt attempt, UpstreamFailure failure) {
        if (attempt == attempts.current() && pace.stalled() && failure == UpstreamFailure.TIMEOUT) {
            lost("The client stopped reading.");
            guard.client().cut();
        } else {
            failed(attempt, UpstreamFaults.refusal(failure));
        }
    }

    void failed(Attempt attempt, CallError why) {
        if (!attempts.replace(attempt, attempt.failure(why.error()))) {
            end(why);
        }
    }

    @Override
    public void clientWritable() {
        pace.clientWritable(attempts.current());
    }

    /**
     * Many clients hang up as soon as they have what they want. Then only the usage is missing, which the provider may be
     * about to send.
     */
    @Override
    public void clientGone() {
        guard.clientGone();
        Attempt attempt = attempts.current();
        Relay relay = attempts.relay();
        if (attempt != null && relay != null && relay.shown()) {
            pace.clientGone(attempt);
        } else {
            attempts.stop();
            lost("The client hung up.");
        }
    }

    @Override
    public void abandon() {
        CallError why = new CallError(GatewayError.SHUTTING_DOWN, "The gateway is stopping.");
        if (guard.cancel()) {
            checked(new CallCheck.Result(why, Annotations.NONE));
        } else {
            attempts.stop();
            end(why);
        }
    }

    /** Ends the call with an answer of the gateway's own, or with what can still be said of the one under way. */
    private void end(CallError why) {
        if (ended()) {
            return;
        }
        Relay relay = attempts.relay();
        if (relay != null) {
            conclude(relay, relay.fail(why));
        } else {
            refuse(why, CallTimeline.ParsedResponse.NOTHING);
        }
    }

    private void conclude(Relay relay, Relay.Verdict verdict) {
        attempts.end(relay, verdict);
        end.answered(relay, verdict, attempts.latest().destination(), pace.gone());
    }

    private void refuse(CallError why, CallTimeline.ParsedResponse found) {
        attempts.end();
        end.refused(why, found, attempts.latest());
    }

    /** Nobody is left to answer. */
    private void lost(String message) {
        if (!ended()) {
            Relay relay = attempts.relay();
            attempts.end();
            end.lost(relay, message);
        }
    }
}
