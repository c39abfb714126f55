package io.callstream.spool;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the spool.
 *
 * @param directory folder of its own, made when missing, for one gateway at a time
 * @param lanes how many lanes: one for each event loop
 * @param budgetBytes most disk space that segment files may use together
 * @param segmentBytes size of one segment file, a multiple of 4096; bounds the largest record
 * @param durability when an event counts as durable
 * @param onFull what becomes of calls when there is no room for their events
 * @param gatewayId name of this gateway in its events; null keeps the name made up at the first start
 */
public record SpoolOptions(
        Path directory,
        int lanes,
        long budgetBytes,
        int segmentBytes,
        Durability durability,
        OnFull onFull,
        @Nullable String gatewayId) {
    public static final long DEFAULT_BUDGET_BYTES = 2L << 30;
    public static final int DEFAULT_SEGMENT_BYTES = 16 << 20;

    private static final int SMALLEST_SEGMENT = 2 * Layout.PAGE;
    private static final int LARGEST_SEGMENT = 1 << 30;

    public SpoolOptions {
        if (lanes < 1) {
            throw new IllegalArgumentException("spool lanes: " + lanes + " (expected at least 1)");
        }
        if (segmentBytes < SMALLEST_SEGMENT || segmentBytes > LARGEST_SEGMENT || segmentBytes % Layout.PAGE != 0) {
            throw new IllegalArgumentException("spool segment size: " + segmentBytes
                    + " bytes (expected a multiple of 4096 from " + SMALLEST_SEGMENT + " to " + LARGEST_SEGMENT + ")");
        }
        long least = leastBudget(lanes, segmentBytes);
        if (budgetBytes < least) {
            throw new IllegalArgumentException("spool budget: " + budgetBytes + " bytes (expected at least " + least
                    + " for " + lanes + " lanes and segments of " + segmentBytes + " bytes)");
        }
    }

    /** The defaults for a folder. */
    public static SpoolOptions of(Path directory, int lanes) {
        long budget = Math.max(DEFAULT_BUDGET_BYTES, leastBudget(lanes, DEFAULT_SEGMENT_BYTES));
        return new SpoolOptions(directory, lanes, budget, DEFAULT_SEGMENT_BYTES, Durability.SPOOLED, OnFull.SHED, null);
    }

    /** Each lane fills one segment while another waits, ships a third, and recovery needs one. */
    public static long leastBudget(int lanes, int segmentBytes) {
        return (3L * lanes + 1) * segmentBytes;
    }

    /** Space without which a start makes no sense: a segment for each lane, and one to go on with. */
    long leastSpace() {
        return (lanes + 1L) * segmentBytes;
    }

    int segmentLimit() {
        return (int) Math.min(Integer.MAX_VALUE, budgetBytes / segmentBytes);
    }
}
