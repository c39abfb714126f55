package io.callstream.events.id;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call's place in a distributed trace (W3C Trace Context).
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param spanId 16 lower-case hex digits: the call's own span
 * @param parentSpanId the client's span, when it sent a valid {@code traceparent}
 */
public record TraceContext(
        String traceId, String spanId, @Nullable String parentSpanId) {
    private static final int TRACEPARENT_LENGTH = 55;

    /**
     * Derives the call's trace and span from its id, or continues the client's trace.
     *
     * @param traceparent the request's header; ignored, as the specification asks, when it is not valid
     */
    public static TraceContext of(UUID callId, @Nullable String traceparent) {
        String span = hex(callId.getLeastSignificantBits());
        if (traceparent != null && valid(traceparent)) {
            return new TraceContext(traceparent.substring(3, 35), span, traceparent.substring(36, 52));
        }
        return new TraceContext(hex(callId.getMostSignificantBits()) + span, span, null);
    }

    /** Version 00 has exactly this length; later versions may append to it after another dash. */
    private static boolean valid(String header) {
        boolean length = header.length() == TRACEPARENT_LENGTH
                || header.length() > TRACEPARENT_LENGTH
                        && header.charAt(TRACEPARENT_LENGTH) == '-'
                        && !header.startsWith("00");
        return length
                && hexAndNotZero(header, 3, 35)
                && hexAndNotZero(header, 36, 52)
                && hexDigits(header, 0, 2)
                && hexDigits(header, 53, 55)
                && header.charAt(2) == '-'
                && header.charAt(35) == '-'
                && header.charAt(52) == '-'
                && !header.startsWith("ff");
    }

    private static boolean hexAndNotZero(String text, int from, int to) {
        return hexDigits(text, from, to) && !text.substring(from, to).chars().allMatch(digit -> digit == '0');
    }

    private static boolean hexDigits(String text, int from, int to) {
        return text.substring(from, to)
                .chars()
                .allMatch(digit -> digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f');
    }

    private static String hex(long bits) {
        String digits = Long.toHexString(bits);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
