package io.callstream.sink.langfuse;

import com.google.protobuf.ByteString;

/**
 * Picks whole traces by their id, by the rule of OpenTelemetry's {@code TraceIdRatioBased}, so that clients that sample the same traces
 * keep the same ones.
 */
record Sample(double rate) {
    private static final int LOW_BYTES = 8;

    Sample {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("a sample rate is 0 to 1: " + rate);
        }
    }

    boolean holds(ByteString traceId) {
        if (rate == 1) {
            return true;
        }
        long low = traceId.asReadOnlyByteBuffer().getLong(traceId.size() - LOW_BYTES) & Long.MAX_VALUE;
        return low < (long) (rate * Long.MAX_VALUE);
    }
}
