package io.callstream.gateway.usage;

import io.callstream.gateway.limit.ByteBudget;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts with a tokenizer, on the threads of an executor. */
public final class TokenizerUsage implements UsageCounter {
    private final TokenCounter tokens;
    private final Pricing pricing;
    private final Executor executor;
    private final ByteBudget waiting;

    /**
     * Counts for one gateway.
     *
     * @param executor with a bounded queue: it rejects what is too much, which then goes uncounted
     * @param waiting what texts may take that wait for their turn
     */
    public TokenizerUsage(TokenCounter tokens, Pricing pricing, Executor executor, ByteBudget waiting) {
        this.tokens = tokens;
        this.pricing = pricing;
        this.executor = executor;
        this.waiting = waiting;
    }

    @Override
    public boolean hasRoomFor(Text text) {
        return waiting.taken() + text.bytes() <= waiting.most();
    }

    @Override
    public void count(Text text, Consumer<@Nullable Counted> then) {
        long bytes = text.bytes();
        if (!waiting.take(bytes)) {
            throw new RejectedExecutionException("too much waits to be counted");
        }
        try {
            executor.execute(() -> {
                Counted counted = null;
                try {
                    counted = count(text);
                } finally {
                    waiting.give(bytes);
                    then.accept(counted);
                }
            });
        } catch (RejectedExecutionException e) {
            waiting.give(bytes);
            throw e;
        }
    }

    private @Nullable Counted count(Text text) {
        Usage usage = tokens.count(text.asked().name(), text.request(), text.response());
        if (usage == null) {
            return null;
        }
        return new Counted(usage, pricing.cost(text.asked(), text.answered(), usage));
    }
}
