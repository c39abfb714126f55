package io.callstream.gateway.usage;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the usage that a provider reports, in OpenAI's names and in those of its relatives. */
public final class UsageReader {
    private static final byte[][] PROMPT_DETAILS = ascii(
            "prompt_tokens_details",
            "input_tokens_details",
            "promptTokensDetails",
            "inputTokensDetails",
            "inputTokenDetails",
            // Anthropic's parts of what was written to the cache, and Cohere's two accounts of one call
            "cache_creation",
            "cache_creation_token_details",
            "tokens",
            "billed_units");
    private static final byte[][] COMPLETION_DETAILS = ascii(
            "completion_tokens_details",
            "output_tokens_details",
            "completionTokensDetails",
            "outputTokensDetails",
            "outputTokenDetails");

    private final Slice json;
    private final JsonCursor cursor;
    private final TokenSums sums;

    private UsageReader(Slice usage, TokenSums sums) {
        this.json = usage;
        this.cursor = JsonCursor.lenient(usage);
        this.sums = sums;
    }

    /** The numbers of a {@code usage} object; null when it has none that count. */
    public static @Nullable Usage of(@Nullable Slice usage) {
        if (usage == null) {
            return null;
        }
        TokenSums sums = new TokenSums();
        note(usage, sums);
        return sums.usage();
    }

    /**
     * The numbers that an answer reports, in its {@code usage} or in one of the other places that are used for it.
     *
     * @param answer a JSON object; null when there is none, or not all of it
     * @param itsUsage its {@code usage} object, if it has one
     */
    public static @Nullable Usage ofAnswer(@Nullable Slice answer, @Nullable Slice itsUsage) {
        Usage usage = of(itsUsage);
        boolean enough = usage != null && (usage.promptTokens() > 0 || usage.completionTokens() > 0);
        return enough || answer == null ? usage : UsageElsewhere.find(answer, usage);
    }

    /** Adds what an object counts; one that is malformed says nothing. */
    static void note(Slice usage, TokenSums sums) {
        try {
            new UsageReader(usage, sums).fields(TokenKind.Side.PROMPT);
        } catch (InvalidJsonException e) {
            // The answer is passed on all the same, and its tokens are counted where it says too little.
        }
    }

    private void fields(TokenKind.Side side) throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            switch (cursor.peek()) {
                case NUMBER, STRING -> number(TokenKind.at(cursor, side));
                case OBJECT -> nested();
                default -> cursor.skip();
            }
        }
    }

    private void number(@Nullable TokenKind kind) throws InvalidJsonException {
        Slice value = json.part(cursor.skip());
        if (kind != null) {
            sums.note(kind, TokenNumber.of(value));
        }
    }

    private void nested() throws InvalidJsonException {
        if (keyIsOneOf(PROMPT_DETAILS)) {
            fields(TokenKind.Side.PROMPT);
        } else if (keyIsOneOf(COMPLETION_DETAILS)) {
            fields(TokenKind.Side.COMPLETION);
        } else {
            cursor.skip();
        }
    }

    private boolean keyIsOneOf(byte[][] names) {
        for (byte[] name : names) {
            if (cursor.keyIs(name)) {
                return true;
            }
        }
        return false;
    }

    private static byte[][] ascii(String... names) {
        byte[][] ascii = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            ascii[i] = names[i].getBytes(StandardCharsets.US_ASCII);
        }
        return ascii;
    }
}
