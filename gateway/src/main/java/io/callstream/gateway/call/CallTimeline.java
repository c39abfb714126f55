package io.callstream.gateway.call;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.AttemptFacts;
import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.event.CallRecorder;
import io.callstream.gateway.event.FailureFacts;
import io.callstream.gateway.event.Outcome;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.event.RouteFacts;
import io.callstream.gateway.event.Timing;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.route.Routes;
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
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final CallFacts facts;
    private final CallRecorder callRecorder;
    private final ActiveCalls tally;
    private final Ticker ticker;
    private @Nullable Destination destination;
    private long sentNanos;
    private long firstByteNanos;
    private long doneNanos;
    private long endNanos;
    private int providerStatus;
    private List<AttemptFacts> earlier = List.of();

    CallTimeline(CallFacts facts, CallRecorder callRecorder, ActiveCalls tally, Ticker ticker) {
        this.facts = facts;
        this.callRecorder = callRecorder;
        this.tally = tally;
        this.ticker = ticker;
        CallLog.begun(facts);
    }

    /** What an answer turned out to hold. */
    record Found(
            ResponseFacts response,
            @Nullable Usage usage,
            @Nullable Cost cost) {
        static final Found NOTHING = new Found(ResponseFacts.NONE, null, null);
    }

    UUID callId() {
        return facts.callId();
    }

    /** Nanoseconds by the clock that all of the call is measured by. */
    long now() {
        return ticker.nanoTime();
    }

    CallFacts facts() {
        return facts;
    }

    void sent(Destination to, long nanos) {
        destination = to;
        sentNanos = nanos;
        callRecorder.sentTo(to.target().deployment());
        CallLog.sent(facts, to, nanos);
    }

    /** What the provider answered with; 0 when it has not. */
    int status() {
        return providerStatus;
    }

    void answered(int status) {
        providerStatus = status;
        CallLog.answered(facts, status, now());
    }

    /** The provider is asked again, in another way. */
    void asksAgain(@Nullable GatewayError failure) {
        Destination to = destination;
        if (to != null) {
            List<AttemptFacts> attempts = new ArrayList<>(earlier);
            long micros = (now() - sentNanos) / NANOS_PER_MICRO;
            attempts.add(attempt(to, micros, failure));
            earlier = attempts;
            firstByteNanos = 0;
            providerStatus = 0;
        }
    }

    private AttemptFacts attempt(Destination to, long micros, @Nullable GatewayError error) {
        return new AttemptFacts(
                to.target().deployment(), to.model().name(), sentMillis(), micros, providerStatus, error);
    }

    private List<AttemptFacts> attempts(AttemptFacts last) {
        if (earlier.isEmpty()) {
            return List.of(last);
        }
        List<AttemptFacts> all = new ArrayList<>(earlier);
        all.add(last);
        return all;
    }

    void bodyArrived() {
        if (firstByteNanos == 0) {
            firstByteNanos = now();
        }
    }

    /** The provider has said all it will say. */
    void providerDone() {
        doneNanos = now();
    }

    /** All has been said to the client; whether it takes that in is its own time. */
    void ended() {
        endNanos = now();
    }

    void part(Slice bytes) {
        callRecorder.part(bytes);
    }

    void chunk(Slice data, Range fresh, @Nullable String finishReason) {
        callRecorder.chunk(data, fresh, finishReason, now());
    }

    void refused(Refusal refusal) {
        Outcome outcome = Outcome.inside(micros(now()));
        CallLog.failed(facts.callId(), refusal.error(), 0, outcome.timing());
        tally.fail(series(), took(outcome.timing()), refusal.error());
        callRecorder.failed(outcome, FailureFacts.of(refusal.error(), refusal.told()));
    }

    /** The answer is about to go out: where the end of its story will take a while, it is noted before. */
    void expect(Found found) {
        if (found.usage() == null) {
            callRecorder.expect(outcome(found, null));
        }
    }

    void succeeded(Found found) {
        Outcome outcome = outcome(found, null);
        Timing timing = outcome.timing();
        CallLog.succeeded(facts.callId(), providerStatus, timing);
        CallSeries series = series();
        tally.succeed(series, took(timing), timing.durationUs() - timing.upstreamUs());
        SpendMeters.note(series, found.usage(), found.cost());
        callRecorder.succeeded(outcome);
    }

    void failed(Found found, Relay.Verdict.Bad bad) {
        Outcome outcome = outcome(found, bad.error());
        CallLog.failed(facts.callId(), bad.error(), providerStatus, outcome.timing());
        CallSeries series = series();
        tally.fail(series, took(outcome.timing()), bad.error());
        SpendMeters.note(series, found.usage(), found.cost());
        FailureFacts failed =
                new FailureFacts(bad.error(), bad.message(), bad.clientStatus(), providerStatus, bad.providerError());
        callRecorder.failed(outcome, failed);
    }

    private CallSeries series() {
        Destination to = destination;
        return tally.series(
                to == null ? null : to.target().deployment(), facts.caller().key());
    }

    /** A plain answer has no first token. */
    private CallMeters.Took took(Timing timing) {
        long firstToken = facts.asked().stream() ? timing.ttftUs() : -1;
        return new CallMeters.Took(timing.durationUs(), timing.upstreamUs(), firstToken);
    }

    private Outcome outcome(Found found, @Nullable GatewayError error) {
        long now = endNanos == 0 ? now() : endNanos;
        long duration = micros(now);
        Destination to = destination;
        if (to == null) {
            return Outcome.inside(duration);
        }
        long upstream = ((doneNanos == 0 ? now : doneNanos) - sentNanos) / NANOS_PER_MICRO;
        long first = firstByteNanos == 0 ? -1 : (firstByteNanos - facts.startedNanos()) / NANOS_PER_MICRO;
        RouteFacts route = new RouteFacts(
                to.target().deployment(),
                to.model().name(),
                Routes.STRATEGY,
                attempts(attempt(to, upstream, error)),
                null,
                false);
        return new Outcome(route, found.response(), found.usage(), found.cost(), new Timing(first, duration, upstream));
    }

    private long micros(long now) {
        return (now - facts.startedNanos()) / NANOS_PER_MICRO;
    }

    private long sentMillis() {
        return facts.startedAt().toEpochMilli() + (sentNanos - facts.startedNanos()) / NANOS_PER_MILLI;
    }
}
