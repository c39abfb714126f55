package io.callstream.gateway.usage;

import io.callstream.gateway.limit.ByteBudget;
import io.callstream.json.Slice;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the tokens of calls whose provider did not report them. Safe for all threads. */
public interface UsageCounter {
    /** Counts nothing. */
    UsageCounter NONE = (text, then) -> then.accept(null);

    /**
     * Counts later, elsewhere.
     *
     * @param then gets the result once, on any thread; null when it could not be counted
     * @throws java.util.concurrent.RejectedExecutionException if there is too much to count already
     */
    void count(Text text, Consumer<@Nullable Counted> then);

    /** Whether there is room for this to wait for its turn; another may take it first. */
    default boolean hasRoomFor(Text text) {
        return true;
    }

    /**
     * What there is to count, and what was said of its price.
     */
    record Text(AskedModel asked, Slice request, Slice response, Answered answered) {
        /** Memory that it holds while it waits. */
        long bytes() {
            return ByteBudget.heap(request.length()) + ByteBudget.heap(response.length());
        }
    }

    /**
     * The result.
     *
     * @param cost null when no price is known
     */
    record Counted(Usage usage, @Nullable Cost cost) {}
}
