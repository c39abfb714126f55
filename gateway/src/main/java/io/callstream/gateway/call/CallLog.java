package io.callstream.gateway.call;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.event.Timing;
import io.callstream.gateway.provider.Destination;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each call's course at level DEBUG ({@code CALLSTREAM_LOG=DEBUG}), without anything that was said in it.
 * A model is named as the configuration names its group, never as a client wrote it.
 */
final class CallLog {
    private static final Logger log = LoggerFactory.getLogger(CallLog.class);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private CallLog() {}

    static void begun(CallFacts facts) {
        if (log.isDebugEnabled()) {
            log.debug(
                    "call {} begun: type={} stream={} bytes={}",
                    facts.callId(),
                    facts.asked().callType(),
                    facts.asked().stream(),
                    facts.asked().bodyBytes());
        }
    }

    static void sent(CallFacts facts, Destination to, long nowNanos) {
        if (log.isDebugEnabled()) {
            log.debug(
                    "call {} sent: model_group={} deployment={} provider={} host={} ms={}",
                    facts.callId(),
                    to.target().deployment().modelGroup(),
                    to.target().deployment().id(),
                    to.target().deployment().provider(),
                    to.target().address().authority(),
                    millis(facts, nowNanos));
        }
    }

    static void answered(CallFacts facts, int status, long nowNanos) {
        if (log.isDebugEnabled()) {
            log.debug("call {} answered: status={} ms={}", facts.callId(), status, millis(facts, nowNanos));
        }
    }

    static void succeeded(UUID callId, int providerStatus, Timing timing) {
        ended(callId, "success", providerStatus, timing);
    }

    static void failed(UUID callId, GatewayError error, int providerStatus, Timing timing) {
        ended(callId, error.name(), providerStatus, timing);
    }

    private static void ended(UUID callId, String outcome, int providerStatus, Timing timing) {
        if (log.isDebugEnabled()) {
            log.debug(
                    "call {} ended: outcome={} status={} ms={} upstream_ms={} ttft_ms={}",
                    callId,
                    outcome,
                    providerStatus == 0 ? "-" : providerStatus,
                    timing.durationUs() / MICROS_PER_MILLI,
                    timing.upstreamUs() / MICROS_PER_MILLI,
                    timing.ttftUs() < 0 ? "-" : timing.ttftUs() / MICROS_PER_MILLI);
        }
    }

    private static long millis(CallFacts facts, long nowNanos) {
        return (nowNanos - facts.startedNanos()) / NANOS_PER_MILLI;
    }
}
