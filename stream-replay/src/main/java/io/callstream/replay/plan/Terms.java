package io.callstream.replay.plan;

import java.util.OptionalDouble;

/**
 * How considerate a replay is.
 *
 * @param rate most events a second; empty for as many as the destination takes
 * @param maxLiveLag it waits while the running sink is more records than this behind
 */
public record Terms(OptionalDouble rate, long maxLiveLag) {
    /** @throws ReplayRefusedException if one of them is no bound */
    public Terms {
        if (rate.isPresent() && !(rate.getAsDouble() > 0 && rate.getAsDouble() <= 1e9)) {
            throw new ReplayRefusedException(
                    "--rate " + rate.getAsDouble() + " is no rate (expected events a second, such as 50/s)");
        }
        if (maxLiveLag < 0) {
            throw new ReplayRefusedException("--max-live-lag " + maxLiveLag + " is no number of records");
        }
    }

    /**
     * Reads {@code 50/s}, or {@code 50}.
     *
     * @throws ReplayRefusedException if it is no rate
     */
    public static double rate(String text) {
        String number = text.endsWith("/s") ? text.substring(0, text.length() - 2) : text;
        try {
            return Double.parseDouble(number.strip());
        } catch (NumberFormatException e) {
            throw new ReplayRefusedException("--rate " + text + " is no rate (expected events a second, such as 50/s)");
        }
    }
}
