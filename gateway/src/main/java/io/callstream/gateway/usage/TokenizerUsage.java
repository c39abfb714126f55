package io.callstream.gateway.usage;

import io.callstream.gateway.json.ResponseScan;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts with a tokenizer, on the threads of an executor. */
public final class TokenizerUsage implements UsageCounter {
    private final TokenCounter tokens;
    private final Pricing pricing;
    private final Executor executor;

    /** @param executor with a bounded queue: it rejects what is too much, which then goes uncounted */
    public TokenizerUsage(TokenCounter tokens, Pricing pricing, Executor executor) {
        this.tokens = tokens;
        this.pricing = pricing;
        this.executor = executor;
    }

    @Override
    public void count(Text text, Consumer<@Nullable Counted> then) {
        executor.execute(() -> {
            Counted counted = null;
            try {
                counted = count(text);
            } finally {
                then.accept(counted);
            }
        });
    }

    private @Nullable Counted count(Text text) {
        Usage usage = tokens.count(text.asked().name(), text.request(), text.response());
        if (usage == null) {
            return null;
        }
        String responseModel = ResponseScan.of(text.response()).model();
        return new Counted(usage, pricing.cost(text.asked(), responseModel, usage));
    }
}
