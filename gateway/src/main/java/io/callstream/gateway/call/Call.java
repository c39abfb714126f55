package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.Annotations;
import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.AttemptResult;
import io.callstream.gateway.route.RoutePlan;
import io.callstream.gateway.upstream.UpstreamFailure;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call with a plan: one attempt after the other, until one has given the client its first byte or none is left. Whoever
 * reaches {@link CallState.Ended} first ends the call; what comes later finds it ended. Only for the event loop of the
 * client's connection, which is the provider's as well.
 */
final class Call implements CallHandle {
    /** How long a provider may take to tell the usage to a client that did not wait for it. */
    private static final long USAGE_NANOS = 2_000_000_000L;

    private final CallLoop loop;
    private final ClientChannel client;
    private final CallRequest request;
    private final ApiRequest asked;
    private final AnswerListener listener;
    private final CallTimeline timeline;
    private final RoutePlan plan;
    private final AnswerGuard guard;
    private AttemptRequest latest;
    private final Hedge hedge;
    private CallState state = CallState.RECORDING;
    private long firstSentNanos;
    private boolean paused;
    private boolean gone;
    private Tries tries = Tries.FIRST;
    /** A whole answer, once the provider has given one. */
    private CallTimeline.@Nullable ParsedResponse concluded;

    /** @param first of the plan's attempts */
    Call(
            CallLoop loop,
            ClientChannel client,
            AskedRequest asked,
            RoutePlan plan,
            AttemptPlan first,
            CallTimeline timeline) {
        this.loop = loop;
        this.request = asked.request();
        this.guard = new AnswerGuard(asked.check(), client, request.hold());
        this.client = guard.client();
        this.asked = asked.asked();
        this.listener = asked.listener();
        this.timeline = timeline;
        this.plan = plan;
        this.latest = requestOf(first);
        this.hedge = new Hedge(loop.executor(), timeline);
        timeline.routed(plan.strategy());
    }

    private AttemptRequest requestOf(AttemptPlan next) {
        Destination destination =
                new Destination(next.target(), next.model(), request.endpoint().operation());
        tries = tries.then(next.reason(), plan.mostFallbacks());
        AttemptRequest made = new AttemptRequest(request, asked, destination, next, tries);
        return loop.usageRefusals().holds(destination) ? made.withoutUsage() : made;
    }

    /** Begins the first attempt, now that the pre-call event is as durable as it has to be. */
    void start() {
        if (state == CallState.RECORDING) {
            firstSentNanos = timeline.now();
            begin(latest, latest.plan().reason(), providerRequests());
            guard.begin(this::checked);
        }
    }

    /** What ran beside the call has decided: the answer may go out, as far as there is one, or something else does. */
    private void checked(CallCheck.Result result) {
        timeline.annotate(result.annotations());
        boolean failed = state instanceof CallState.Ended && concluded == null;
        if (result.rejection() != null && !failed) {
            reject(result.rejection());
            return;
        }
        if (concluded != null) {
            timeline.toldAll();
            listener.answered(concluded.response(), latest.destination());
        }
        guard.letGo();
        clientWritable();
    }

    /** In place of an answer that the client has seen nothing of, whole or not; what it cost is told all the same. */
    private void reject(CallError why) {
        CallTimeline.ParsedResponse found = concluded;
        if (found == null) {
            Attempt attempt = attempt();
            Relay relay = attempt == null ? null : attempt.relay();
            stop();
            found = CallTimeline.ParsedResponse.NOTHING;
            if (relay != null) {
                relay.release();
                found = relay.found();
            }
        }
        guard.forget();
        timeline.toldAll();
        answerWith(why, found, why.told());
    }

    EventExecutor executor() {
        return loop.executor();
    }

    private ProviderRequests providerRequests() {
        return new ProviderRequests(
                loop.upstreams(), client.alloc(), timeline.facts().trace());
    }

    private void begin(AttemptRequest next, AttemptReason reason, ProviderRequests requests) {
        latest = next;
        paused = false;
        Attempt attempt = new Attempt(this, next, reason, requests, loop.ticker(), quota(next));
        state = new CallState.Attempting(attempt);
        timeline.began(attempt);
        hedge.after(plan.hedgeAfter(), () -> beginBeside(attempt));
        attempt.send();
    }

    /** The attempt is slow: another one begins, and whichever of them has the first byte goes on. */
    private void beginBeside(Attempt slow) {
        AttemptPlan other = attempt() == slow && slow.firstByteNanos() < 0 && !gone ? plan.hedge() : null;
        if (other != null) {
            AttemptRequest next = requestOf(other);
            Attempt beside = new Attempt(this, next, other.reason(), providerRequests(), loop.ticker(), quota(next));
            hedge.begin(beside);
            beside.send();
        }
    }

    /** The first of its answer has come: what is under way beside it is not needed any more. */
    void firstByte(Attempt attempt) {
        Attempt current = attempt();
        if (current != null) {
            goOn(hedge.decide(current, attempt));
        }
    }

    private void goOn(Attempt attempt) {
        if (state instanceof CallState.Attempting attempting && attempting.attempt() != attempt) {
            state = new CallState.Attempting(attempt);
            latest = attempt.request();
        }
    }

    private CallLease quota(AttemptRequest next) {
        return next.plan()
                .quota()
                .begin(() -> RequestDemand.of(
                        asked,
                        request.endpoint().operation(),
                        RequestDemand.price(loop.rules().pricing(), next.model())));
    }

    /** A call that has to wait until it is recorded waits as long as it would wait for the provider. */
    void awaitNoLongerThanTheProvider() {
        if (state == CallState.RECORDING) {
            loop.executor().schedule(this::notRecorded, latest.timeout().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void notRecorded() {
        if (state == CallState.RECORDING) {
            end(new CallError(GatewayError.NOT_RECORDED, "The call could not be recorded in time."));
        }
    }

    /** An answer begins. */
    void answered(Attempt attempt) {
        timeline.answered(attempt);
    }

    Relay relay(Attempt attempt, int status, HttpHeaders headers) {
        return new Relays(client, timeline, loop.rules()).relay(attempt.request(), status, headers);
    }

    /** The same deployment is asked in another way: at another place, or for less. */
    void askAgain(Attempt last, AttemptRequest next) {
        last.reportLeft();
        firstByte(last);
        timeline.gaveUp(last, last.status() < 400 ? null : GatewayError.ofProviderStatus(last.status()));
        begin(next, AttemptReason.RETRY, last.requests());
    }

    void askAgainWithoutUsage(Attempt last, AttemptRequest next) {
        loop.usageRefusals().add(next.destination());
        askAgain(last, next);
    }

    /** A part of the answer has been taken in. */
    void partArrived(Attempt attempt) {
        if (asked.stream() && !gone) {
            attempt.patience(attempt.request().patience().toNanos());
        }
    }

    /** What one read of the provider's connection brought has gone on. */
    void passedOn(Attempt attempt, Relay relay) {
        if (state instanceof CallState.Attempting && relay.committed()) {
            firstByte(attempt);
            state = new CallState.Committed(attempt);
        }
        if (!client.writable() && !gone) {
            pause(attempt);
        }
    }

    /** The provider has said all it will say. */
    void provided(Attempt attempt, Relay relay) {
        Relay.Verdict verdict = relay.verdict();
        if (verdict instanceof Relay.Verdict.Bad bad && retries(attempt, bad.error())) {
            return;
        }
        firstByte(attempt);
        relay.end();
        conclude(relay, verdict);
    }

    void failed(Attempt attempt, UpstreamFailure failure) {
        if (paused && attempt == attempt() && !gone && failure == UpstreamFailure.TIMEOUT) {
            lost("The client stopped reading.");
            client.cut();
        } else {
            failed(attempt, UpstreamFaults.refusal(failure));
        }
    }

    void failed(Attempt attempt, CallError why) {
        if (!retries(attempt, attempt.failure(why.error()))) {
            end(why);
        }
    }

    /** Whether another attempt takes the place of one that failed; its answer is then forgotten. */
    private boolean retries(Attempt failed, GatewayError error) {
        if (gone) {
            failed.reportLeft();
        } else {
            failed.reportFailure(error);
        }
        Relay relay = failed.relay();
        boolean committed = state instanceof CallState.Committed || relay != null && relay.committed();
        if (committed || gone) {
            return false;
        }
        Attempt current = attempt();
        Attempt other = current == null ? null : hedge.leave(current, failed, error);
        if (other != null) {
            if (relay != null) {
                relay.discard();
            }
            goOn(other);
            return true;
        }
        failed.quota().end(); // its place may be the only one
        Duration elapsed = Duration.ofNanos(timeline.now() - firstSentNanos);
        AttemptPlan next = plan.next(new AttemptResult(error, RetryAfter.of(failed.headers()), elapsed));
        if (next == null) {
            return false;
        }
        if (relay != null) {
            relay.discard();
        }
        timeline.gaveUp(failed, error);
        follow(next);
        return true;
    }

    private void follow(AttemptPlan next) {
        if (next.delay().isZero()) {
            begin(requestOf(next), next.reason(), providerRequests());
        } else {
            state = new CallState.Pausing(
                    loop.executor().schedule(() -> resume(next), next.delay().toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    private void resume(AttemptPlan next) {
        if (state instanceof CallState.Pausing) {
            begin(requestOf(next), next.reason(), providerRequests());
        }
    }

    /** The call ends: well, once the client's socket has taken the answer. */
    private void conclude(Relay relay, Relay.Verdict verdict) {
        endHedge();
        report(relay, verdict);
        state = CallState.ENDED;
        timeline.toldAll();
        request.hold().close();
        CallTimeline.ParsedResponse found = relay.found();
        if (verdict instanceof Relay.Verdict.Whole && !guard.holds()) {
            listener.answered(found.response(), latest.destination());
        }
        if (gone) {
            timeline.succeeded(found);
            return;
        }
        if (verdict instanceof Relay.Verdict.Bad bad) {
            timeline.failed(found, bad);
        } else {
            concluded = found;
            if (!guard.holds()) {
                timeline.expect(found);
            }
            client.whenSent(sent -> sent(relay, found, sent));
        }
        client.answered(relay.reusable());
    }

    private void report(Relay relay, Relay.Verdict verdict) {
        Attempt attempt = attempt();
        if (attempt != null && verdict instanceof Relay.Verdict.Whole) {
            attempt.reportSuccess(relay.found().usage());
        } else if (attempt != null) {
            attempt.reportLeft();
        }
    }

    private void sent(Relay relay, CallTimeline.ParsedResponse found, boolean sent) {
        if (sent || relay.shown()) {
            timeline.succeeded(found);
        } else {
            timeline.failed(found, disconnected("The client hung up before it had all of the answer."));
        }
    }

    @Override
    public void clientWritable() {
        Attempt attempt = attempt();
        if (paused && attempt != null) {
            paused = false;
            attempt.patience(attempt.request().patience().toNanos());
            attempt.reading(true);
        }
    }

    /**
     * Many clients hang up as soon as they have what they want. Then only the usage is missing, which the provider may be
     * about to send.
     */
    @Override
    public void clientGone() {
        guard.clientGone();
        Attempt attempt = attempt();
        Relay relay = attempt == null ? null : attempt.relay();
        if (attempt != null && relay != null && relay.shown()) {
            gone = true;
            attempt.reading(true);
            attempt.patience(USAGE_NANOS);
        } else {
            stop();
            lost("The client hung up.");
        }
    }

    @Override
    public void abandon() {
        CallError why = new CallError(GatewayError.SHUTTING_DOWN, "The gateway is stopping.");
        if (guard.cancel()) {
            checked(new CallCheck.Result(why, Annotations.NONE));
        } else {
            stop();
            end(why);
        }
    }

    /** The provider waits for the client, but not for ever. */
    private void pause(Attempt attempt) {
        if (!paused) {
            paused = true;
            attempt.reading(false);
            attempt.patience(loop.rules().sizes().clientStallNanos());
        }
    }

    /** Ends the call with an answer of the gateway's own, or with what can still be said of the one under way. */
    private void end(CallError why) {
        if (state instanceof CallState.Ended) {
            return;
        }
        Attempt attempt = attempt();
        Relay relay = attempt == null ? null : attempt.relay();
        if (relay != null) {
            conclude(relay, relay.fail(why));
            return;
        }
        answerWith(why, CallTimeline.ParsedResponse.NOTHING, why.told());
    }

    /** @param told of the error in the call's event */
    private void answerWith(CallError why, CallTimeline.ParsedResponse found, String told) {
        endHedge();
        Attempt attempt = attempt();
        if (attempt != null) {
            attempt.reportLeft();
        }
        ErrorResponse answer = new ErrorResponse(request, client, timeline.lease());
        answer.send(timeline.callId(), latest::writeHeaders, why);
        state = CallState.ENDED;
        timeline.failed(
                found, new Relay.Verdict.Bad(why.error(), told, why.error().httpStatus(), null));
        request.hold().close();
        client.answered(answer.reusable());
    }

    /** Nobody is left to be told. */
    private void lost(String message) {
        if (state instanceof CallState.Ended) {
            return;
        }
        endHedge();
        Attempt attempt = attempt();
        Relay relay = attempt == null ? null : attempt.relay();
        if (attempt != null) {
            attempt.reportLeft();
        }
        state = CallState.ENDED;
        CallTimeline.ParsedResponse found = CallTimeline.ParsedResponse.NOTHING;
        if (relay != null) {
            relay.release();
            found = relay.found();
        }
        timeline.failed(found, disconnected(message));
        request.hold().close();
    }

    private static Relay.Verdict.Bad disconnected(String message) {
        return new Relay.Verdict.Bad(GatewayError.CLIENT_DISCONNECTED, message, 0, null);
    }

    private void endHedge() {
        Attempt attempt = attempt();
        if (attempt != null) {
            hedge.decide(attempt, attempt);
        }
    }

    private void stop() {
        endHedge();
        Attempt attempt = attempt();
        if (attempt != null) {
            attempt.cancel();
        } else if (state instanceof CallState.Pausing pausing) {
            pausing.next().cancel(false);
        }
    }

    /** The attempt under way; null when there is none. */
    private @Nullable Attempt attempt() {
        if (state instanceof CallState.Attempting attempting) {
            return attempting.attempt();
        }
        return state instanceof CallState.Committed committed ? committed.attempt() : null;
    }
}
