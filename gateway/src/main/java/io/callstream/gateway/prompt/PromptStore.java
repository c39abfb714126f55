package io.callstream.gateway.prompt;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The prompts that all event loops know. Those that there are and those that there are not have their own bounds, so that
 * asking for many that do not exist drives none out. Safe for all threads.
 */
public final class PromptStore {
    private static final int MOST = 2_000;
    private static final long MOST_BYTES = 64L << 20;

    private final Map<PromptKey, KnownPrompt> found = new ConcurrentHashMap<>();
    private final Map<PromptKey, KnownPrompt> refused = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final int most;
    private final long mostBytes;

    public PromptStore() {
        this(MOST, MOST_BYTES);
    }

    /** @param most prompts, of those there are and of those there are not */
    PromptStore(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    @Nullable KnownPrompt get(PromptKey key) {
        KnownPrompt known = found.get(key);
        return known == null ? refused.get(key) : known;
    }

    void put(PromptKey key, KnownPrompt known) {
        if (known.said() instanceof Fetched.Found) {
            refused.remove(key);
            count(found.put(key, known), known);
            while (bytes.get() > mostBytes && found.size() > 1 || found.size() > most) {
                count(dropOldest(found), null);
            }
        } else {
            count(found.remove(key), null);
            refuse(key, known);
        }
    }

    private void refuse(PromptKey key, KnownPrompt known) {
        refused.put(key, known);
        while (refused.size() > most) {
            dropOldest(refused);
        }
    }

    /** Prompts that there are. */
    int size() {
        return found.size();
    }

    private void count(@Nullable KnownPrompt before, @Nullable KnownPrompt now) {
        bytes.addAndGet((now == null ? 0 : now.weight()) - (before == null ? 0 : before.weight()));
    }

    private static @Nullable KnownPrompt dropOldest(Map<PromptKey, KnownPrompt> prompts) {
        return prompts.entrySet().stream()
                .min(Comparator.comparingLong(
                        each -> each.getValue().usedNanos().get()))
                .map(each -> prompts.remove(each.getKey()))
                .orElse(null);
    }
}
