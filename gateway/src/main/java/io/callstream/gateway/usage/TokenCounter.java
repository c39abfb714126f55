package io.callstream.gateway.usage;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Counts tokens as OpenAI's models do; for the models of others it is an estimate. An encoding is loaded when it is
 * first needed, which takes a moment and some megabytes. Safe for all threads.
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

    /** Constants of the models, 35 MB of them: one of each for all gateways of a process. */
    private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

    /** Loads what counting for a model needs, which takes a second or two the first time. */
    public void prepare(String model) {
        ENCODINGS.getEncoding(encoding(model)).countTokensOrdinary("Hello");
    }

    /** The usage of a call; null when its texts cannot be read. */
    public @Nullable Usage count(String model, Slice request, Slice response) {
        Encoding encoding = ENCODINGS.getEncoding(encoding(model));
        try {
            Sum prompt = new Sum(encoding);
            ContentText texts = new ContentText(cursor -> prompt.add(cursor.string()));
            texts.below(request, PROMPTS);
            long messages = MessageCount.of(request, MESSAGES[0]);
            long chat = messages == 0 ? 0 : PRIMING + PER_MESSAGE * messages;
            return Usage.of(
                    prompt.tokens + texts.tokenIds() + chat, completion(encoding, response), UsageSource.COUNTED);
        } catch (InvalidJsonException e) {
            return null; // no JSON, hence no texts
        }
    }

    private static long completion(Encoding encoding, Slice response) throws InvalidJsonException {
        Sum sum = new Sum(encoding);
        new ContentText(cursor -> sum.add(cursor.string())).below(response, CHOICES);
        return sum.tokens;
    }

    private static EncodingType encoding(String model) {
        boolean older = model.startsWith("gpt-4-")
                || model.equals("gpt-4")
                || model.startsWith("gpt-3.5")
                || model.startsWith("text-embedding");
        return older ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE;
    }

    private static final class Sum {
        private final Encoding encoding;
        private long tokens;

        Sum(Encoding encoding) {
            this.encoding = encoding;
        }

        void add(String text) {
            tokens += PieceCount.of(encoding, text);
        }
    }
}
