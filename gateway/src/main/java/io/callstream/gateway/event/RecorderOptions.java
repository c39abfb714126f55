package io.callstream.gateway.event;

import io.callstream.gateway.config.CaptureConfig;
import io.callstream.gateway.redact.RedactionCounters;
import io.callstream.gateway.redact.Redactions;
import io.callstream.gateway.telemetry.CallMeters;
import io.callstream.gateway.usage.UsageCounter;

/**
 * What all recorders of a gateway have in common.
 *
 * @param gateway who records
 * @param policy what is recorded of bodies
 * @param chunks whether chunks are recorded
 * @param choice which routes calls have
 * @param counter counts tokens where the provider did not
 * @param counters what is counted of recording itself
 * @param redacting what is taken out of texts
 * @param longAnswers goes through them elsewhere
 */
public record RecorderOptions(
        GatewayName gateway,
        CapturePolicy policy,
        boolean chunks,
        RouteChoice choice,
        UsageCounter counter,
        EventCounters counters,
        Redacting redacting,
        LongAnswers longAnswers) {
    /** One that goes through all answers itself. */
    RecorderOptions(
            GatewayName gateway,
            CapturePolicy policy,
            boolean chunks,
            RouteChoice choice,
            UsageCounter counter,
            EventCounters counters,
            Redacting redacting) {
        this(gateway, policy, chunks, choice, counter, counters, redacting, LongAnswers.NONE);
    }

    /**
     * Options as the configuration wants them.
     *
     * @param segmentBytes size of the spool's segments, which bounds the size of events
     * @param calls gets what is counted of calls after they have ended
     */
    public static RecorderOptions of(
            GatewayName gateway,
            CaptureConfig capture,
            int segmentBytes,
            RouteChoice choice,
            BodyStore bodies,
            UsageCounter counter,
            CallMeters calls) {
        return new RecorderOptions(
                gateway,
                CapturePolicy.of(capture, segmentBytes, bodies),
                capture.chunks(),
                choice,
                counter,
                new EventCounters(calls),
                Redacting.NOTHING);
    }

    /** The same gateway and its counters under a changed configuration. */
    public RecorderOptions with(
            CaptureConfig capture, int segmentBytes, RouteChoice changed, BodyStore bodies, UsageCounter usage) {
        return new RecorderOptions(
                gateway,
                CapturePolicy.of(capture, segmentBytes, bodies),
                capture.chunks(),
                changed,
                usage,
                counters,
                redacting,
                longAnswers);
    }

    /** The same, with what is taken out of texts. */
    public RecorderOptions redacting(Redactions rules, RedactionCounters counts) {
        return new RecorderOptions(
                gateway, policy, chunks, choice, counter, counters, new Redacting(rules, counts), longAnswers);
    }

    /** The same, with others to go through long answers. */
    public RecorderOptions beside(LongAnswers others) {
        return new RecorderOptions(gateway, policy, chunks, choice, counter, counters, redacting, others);
    }
}
