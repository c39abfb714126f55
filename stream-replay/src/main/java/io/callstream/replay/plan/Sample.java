package io.callstream.replay.plan;

import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A share of the calls, always the same ones: whether a call belongs to it follows from its id, so all events of a call are in or
 * out together, and a larger share holds every smaller one.
 *
 * @param share above 0, at most 1
 */
public record Sample(double share) {
    /** Every call. */
    public static final Sample ALL = new Sample(1);

    private static final double HASHES = 1L << 32;

    /** @throws ReplayRefusedException if it is no share */
    public Sample {
        if (!(share > 0 && share <= 1)) {
            throw new ReplayRefusedException(
                    "--sample " + share + " is no share of the calls (expected more than 0 and at most 1, or 10%)");
        }
    }

    /**
     * Reads {@code 0.1} or {@code 10%}.
     *
     * @throws ReplayRefusedException if it is no share
     */
    public static Sample parse(String text) {
        boolean percent = text.endsWith("%");
        try {
            double number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
            return new Sample(percent ? number / 100 : number);
        } catch (NumberFormatException e) {
            throw new ReplayRefusedException(
                    "--sample " + text + " is no share of the calls (expected 0.1 or 10%, for instance)");
        }
    }

    /** @param callId the key of the call's records */
    public boolean includes(byte @Nullable [] callId) {
        if (share == 1) {
            return true;
        }
        CRC32C hash = new CRC32C();
        if (callId != null) {
            hash.update(callId);
        }
        return hash.getValue() < share * HASHES;
    }
}
