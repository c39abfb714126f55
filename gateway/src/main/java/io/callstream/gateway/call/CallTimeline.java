package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.Annotations;
import io.callstream.gateway.event.AttemptFacts;
import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.event.CallRecorder;
import io.callstream.gateway.event.FailureFacts;
import io.callstream.gateway.event.Outcome;
import io.callstream.gateway.event.ProviderAnswer;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.event.RouteFacts;
import io.callstream.gateway.event.Timing;
import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.telemetry.CallMeters;
import io.callstream.gateway.telemetry.CallSeries;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.SpendMeters;
import io.callstream.gateway.usage.Usage;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes when things happened to a call, and ends its story with all that is known then. */
final class CallTimeline {
    private static final long NANOS_PER_MICRO = 1000;

    private final CallFacts facts;
    private final CallRecorder callRecorder;
    private final ActiveCalls tally;
    private final Ticker ticker;
    private final CallLease lease;
    private @Nullable Destination latest;
    private @Nullable Attempt current;
    private long endNanos;
    private List<AttemptFacts> ended = List.of();
    private long endedMicros;
    private @Nullable String strategy;
    private boolean elsewhere;
    private RouteFacts stored = RouteFacts.NONE;

    /** @param lease given back at the call's end */
    CallTimeline(CallFacts facts, CallRecorder callRecorder, ActiveCalls tally, Ticker ticker, CallLease lease) {
        this.facts = facts;
        this.callRecorder = callRecorder;
        this.tally = tally;
        this.ticker = ticker;
        this.lease = lease;
        CallLog.begun(facts);
    }

    /** What an answer turned out to hold. */
    record ParsedResponse(
            ResponseFacts response,
            @Nullable Usage usage,
            @Nullable Cost cost) {
        static final ParsedResponse NOTHING = new ParsedResponse(ResponseFacts.NONE, null, null);

        /** The same answer, which came in another form. */
        ParsedResponse with(ProviderAnswer own) {
            return new ParsedResponse(response.with(own), usage, cost);
        }
    }

    UUID callId() {
        return facts.callId();
    }

    /** What the client hears of the time so far. */
    Spans spans() {
        long now = now();
        Attempt attempt = current;
        return new Spans(micros(now), endedMicros + (attempt == null ? 0 : attempt.micros(now)));
    }

    /**
     * Times in microseconds.
     *
     * @param all since the request came
     * @param upstream of that, with providers
     */
    record Spans(long all, long upstream) {}

    /** What the call has taken of its limits. */
    CallLease lease() {
        return lease;
    }

    /** Nanoseconds by the clock that all of the call is measured by. */
    long now() {
        return ticker.nanoTime();
    }

    CallFacts facts() {
        return facts;
    }

    /** How deployments are chosen. */
    void routed(String itsStrategy) {
        strategy = itsStrategy;
    }

    /** An attempt begins. */
    void began(Attempt attempt) {
        elsewhere |= attempt.reason() == AttemptReason.FALLBACK;
        follow(attempt);
        CallLog.sent(facts, attempt.request().destination(), attempt.sentNanos());
    }

    /** Another one begins beside the one that has been recorded so far. */
    void beganBeside(Attempt attempt) {
        CallLog.sent(facts, attempt.request().destination(), attempt.sentNanos());
    }

    /** What happens from now on is recorded as this one's. */
    void follow(Attempt attempt) {
        current = attempt;
        latest = attempt.request().destination();
        callRecorder.sentTo(latest.target().deployment());
    }

    void answered(Attempt attempt) {
        CallLog.answered(facts, attempt.status(), now());
    }

    /** No provider is asked: the answer is at hand. */
    void answeredFrom(RouteFacts route) {
        stored = route;
    }

    /** An attempt is over, and another one may follow. */
    void gaveUp(Attempt attempt, @Nullable GatewayError error) {
        end(attempt, error);
        endedMicros += attempt.micros(now());
        current = null;
    }

    /** An attempt is over, and one that was under way beside it goes on: time that both took counts once. */
    void gaveUp(Attempt attempt, @Nullable GatewayError error, Attempt other) {
        end(attempt, error);
        endedMicros += Math.max(0, (other.sentNanos() - attempt.sentNanos()) / NANOS_PER_MICRO);
        follow(other);
    }

    private void end(Attempt attempt, @Nullable GatewayError error) {
        ended = with(attempt.facts(facts, now(), error));
        attempt.quota().end();
        attempt.quota().settle(0, 0, 0);
    }

    private List<AttemptFacts> with(AttemptFacts last) {
        if (ended.isEmpty()) {
            return List.of(last);
        }
        List<AttemptFacts> all = new ArrayList<>(ended);
        all.add(last);
        return all;
    }

    /** All has been said to the client; whether it takes that in is its own time. */
    void recordedAll() {
        endNanos = now();
    }

    /** The last event says this as well. */
    void annotate(Annotations annotations) {
        callRecorder.annotate(annotations);
    }

    /** How many bytes of an answer are recorded in the provider's own form, too. */
    int roomForOwnForm() {
        return callRecorder.roomForOwnForm();
    }

    void part(Slice bytes) {
        callRecorder.part(bytes);
    }

    void chunk(Slice data, Range fresh, @Nullable String finishReason) {
        callRecorder.chunk(data, fresh, finishReason, now());
    }

    void refused(CallError refusal) {
        Outcome outcome = Outcome.inside(micros(now()));
        CallLog.failed(facts.callId(), refusal.error(), 0, outcome.timing());
        tally.fail(series(), took(outcome.timing()), refusal.error());
        lease.end();
        lease.settle(0, 0, 0);
        callRecorder.failed(outcome, FailureFacts.of(refusal.error(), refusal.recorded()));
    }

    /** The answer is about to go out: where the end of its story will take a while, it is noted before. */
    void expect(ParsedResponse found) {
        if (found.usage() == null) {
            callRecorder.expect(outcome(found, null));
        }
    }

    void succeeded(ParsedResponse found) {
        Outcome outcome = outcome(found, null);
        Timing timing = outcome.timing();
        CallLog.succeeded(facts.callId(), status(), timing);
        CallSeries series = series();
        tally.succeed(series, took(timing), timing.durationUs() - timing.upstreamUs());
        SpendMeters.note(series, found.usage(), found.cost());
        giveBack(outcome);
        callRecorder.succeeded(outcome);
    }

    void failed(ParsedResponse found, Relay.Verdict.Bad bad) {
        Outcome outcome = outcome(found, bad.error());
        CallLog.failed(facts.callId(), bad.error(), status(), outcome.timing());
        CallSeries series = series();
        tally.fail(series, took(outcome.timing()), bad.error());
        SpendMeters.note(series, found.usage(), found.cost());
        giveBack(outcome);
        FailureFacts failed =
                new FailureFacts(bad.error(), bad.message(), bad.clientStatus(), status(), bad.providerError());
        callRecorder.failed(outcome, failed);
    }

    /** What the call used may only be known when it has been counted. */
    private void giveBack(Outcome outcome) {
        Attempt last = current;
        CallLease quota = last == null ? CallLease.NONE : last.quota();
        lease.end();
        quota.end();
        if (outcome.usage() == null && (lease != CallLease.NONE || quota != CallLease.NONE)) {
            callRecorder.whenCounted(counted -> settle(counted, quota));
        } else {
            settle(outcome, quota);
        }
    }

    private void settle(Outcome outcome, CallLease quota) {
        Usage usage = outcome.usage();
        Cost cost = outcome.cost();
        long used = usage == null ? 0 : usage.totalTokens();
        long output = usage == null ? -1 : usage.completionTokens();
        long nanoUsd = cost == null ? 0 : cost.total();
        lease.settle(used, output, nanoUsd);
        quota.settle(used, output, nanoUsd);
    }

    private CallSeries series() {
        Destination to = latest;
        return tally.series(
                to == null ? stored.deployment() : to.target().deployment(),
                facts.caller().key());
    }

    /** A plain answer has no first token. */
    private CallMeters.Took took(Timing timing) {
        long firstToken = facts.asked().stream() ? timing.ttftUs() : -1;
        return new CallMeters.Took(timing.durationUs(), timing.upstreamUs(), firstToken);
    }

    private Outcome outcome(ParsedResponse found, @Nullable GatewayError error) {
        long now = endNanos == 0 ? now() : endNanos;
        long duration = micros(now);
        Destination to = latest;
        if (to == null) {
            return new Outcome(stored, found.response(), found.usage(), found.cost(), Timing.inside(duration));
        }
        Attempt attempt = current;
        long upstream = endedMicros + (attempt == null ? 0 : attempt.micros(now));
        RouteFacts route = new RouteFacts(
                to.target().deployment(),
                to.model().name(),
                strategy,
                attempt == null ? ended : with(attempt.facts(facts, now, error)),
                elsewhere ? facts.asked().modelGroup() : null,
                false);
        Timing timing = new Timing(firstByteMicros(attempt), duration, upstream);
        return new Outcome(route, found.response(), found.usage(), found.cost(), timing);
    }

    private long firstByteMicros(@Nullable Attempt attempt) {
        return attempt == null || attempt.firstByteNanos() < 0
                ? -1
                : (attempt.firstByteNanos() - facts.startedNanos()) / NANOS_PER_MICRO;
    }

    /** What the provider of the latest attempt answered with; 0 when it has not. */
    private int status() {
        Attempt attempt = current;
        return attempt == null ? 0 : attempt.status();
    }

    private long micros(long now) {
        return (now - facts.startedNanos()) / NANOS_PER_MICRO;
    }
}
