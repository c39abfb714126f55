package io.callstream.gateway.usage;

import io.callstream.gateway.usage.token.Encoding;
import io.callstream.gateway.usage.token.Tokenizer;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Counts tokens as OpenAI's models do; for the models of others it is an estimate. An encoding is loaded when it is
 * first needed, which takes a moment and 5 MB. Safe for all threads.
 */
public final class TokenCounter {
    /** What OpenAI's cookbook gives for chats: three tokens around each message, and one for its role. */
    private static final int PER_MESSAGE = 4;

    /** The answer is primed by three more. */
    private static final int PRIMING = 3;

    private static final byte[][] MESSAGES = ContentText.names("messages");
    private static final byte[][] PROMPTS =
            ContentText.names("messages", "prompt", "input", "tools", "functions", "suffix");
    private static final byte[][] CHOICES = ContentText.names("choices");

    /** Loads what counting for a model needs, which takes a moment the first time. */
    public void prepare(String model) {
        encoding(model).tokenizer().count("Hello");
    }

    /** The usage of a call; null when its texts cannot be read. */
    public @Nullable Usage count(String model, Slice request, Slice response) {
        Tokenizer tokenizer = encoding(model).tokenizer();
        try {
            Sum prompt = new Sum(tokenizer);
            ContentText texts = new ContentText(cursor -> prompt.add(cursor.string()));
            texts.below(request, PROMPTS);
            long messages = MessageCount.of(request, MESSAGES[0]);
            long chat = messages == 0 ? 0 : PRIMING + PER_MESSAGE * messages;
            return Usage.of(
                    prompt.tokens + texts.tokenIds() + chat, completion(tokenizer, response), UsageSource.COUNTED);
        } catch (InvalidJsonException e) {
            return null; // no JSON, hence no texts
        }
    }

    private static long completion(Tokenizer tokenizer, Slice response) throws InvalidJsonException {
        Sum sum = new Sum(tokenizer);
        new ContentText(cursor -> sum.add(cursor.string())).below(response, CHOICES);
        return sum.tokens;
    }

    private static Encoding encoding(String model) {
        boolean older = model.startsWith("gpt-4-")
                || model.equals("gpt-4")
                || model.startsWith("gpt-3.5")
                || model.startsWith("text-embedding");
        return older ? Encoding.CL100K : Encoding.O200K;
    }

    private static final class Sum {
        private final Tokenizer tokenizer;
        private long tokens;

        Sum(Tokenizer tokenizer) {
            this.tokenizer = tokenizer;
        }

        void add(String text) {
            tokens += tokenizer.count(text);
        }
    }
}
