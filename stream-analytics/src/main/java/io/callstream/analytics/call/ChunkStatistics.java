package io.callstream.analytics.call;

import io.callstream.events.CallRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the chunks of a call add to its row. */
final class ChunkStatistics {
    private static final double MICROS = 1_000_000;

    private ChunkStatistics() {}

    /** @param chunks in order of their index, each once */
    static void put(CallRecord row, List<Chunk> chunks) {
        row.setChunksSeen(chunks.size());
        if (!chunks.isEmpty()) {
            row.setFirstChunkUs(chunks.get(0).elapsedUs());
            row.setChunkBytes(chunks.stream().mapToLong(Chunk::bytes).sum());
        }
        if (chunks.size() > 1) {
            long[] gaps =
                    chunks.stream().skip(1).mapToLong(Chunk::gapUs).sorted().toArray();
            row.setMedianGapUs(median(gaps));
            row.setMaxGapUs(gaps[gaps.length - 1]);
        }
        row.setTokensPerSecond(tokensPerSecond(row));
    }

    private static long median(long[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static @Nullable Double tokensPerSecond(CallRecord row) {
        Long tokens = row.getCompletionTokens();
        Long duration = row.getDurationUs();
        Long first = row.getTtftUs();
        if (tokens == null || duration == null || first == null || duration <= first) {
            return null;
        }
        return tokens / ((duration - first) / MICROS);
    }
}
