package io.callstream.gateway.event;

/**
 * How long a call took, in microseconds.
 *
 * @param ttftUs from the start to the first body byte from the provider; negative when none came
 * @param durationUs from the start to the last byte to the client, or to the failure
 * @param upstreamUs spent waiting for the provider, all attempts together; negative when it was never asked
 */
public record Timing(long ttftUs, long durationUs, long upstreamUs) {
    /** A call that ended inside the gateway. */
    public static Timing inside(long durationUs) {
        return new Timing(-1, durationUs, -1);
    }

    /** What the gateway added. */
    long gatewayUs() {
        return Math.max(0, durationUs - Math.max(0, upstreamUs));
    }
}
