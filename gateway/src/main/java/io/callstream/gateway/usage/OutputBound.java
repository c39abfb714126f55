package io.callstream.gateway.usage;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How many tokens a request lets its completions have. */
public final class OutputBound {
    /** The request does not say. */
    public static final long UNSAID = -1;

    private static final byte[] MAX_TOKENS = "max_tokens".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAX_COMPLETION = "max_completion_tokens".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHOICES = "n".getBytes(StandardCharsets.US_ASCII);
    private static final long MOST = 100_000_000;

    private OutputBound() {}

    /**
     * The bound of all choices together, or {@link #UNSAID}.
     *
     * @param parameters a JSON object; null for none
     */
    public static long of(@Nullable Slice parameters) {
        if (parameters == null) {
            return UNSAID;
        }
        try {
            return read(new JsonCursor(parameters));
        } catch (InvalidJsonException e) {
            return UNSAID;
        }
    }

    private static long read(JsonCursor cursor) throws InvalidJsonException {
        long most = UNSAID;
        long choices = 1;
        cursor.beginObject();
        while (cursor.nextField()) {
            boolean bound = cursor.keyIs(MAX_TOKENS) || cursor.keyIs(MAX_COMPLETION);
            boolean count = cursor.keyIs(CHOICES);
            if (cursor.peek() != JsonKind.NUMBER || !bound && !count) {
                cursor.skip();
            } else if (bound) {
                most = Math.max(most, cursor.wholeNumber(UNSAID)); // which of two a provider heeds is its own
            } else {
                choices = cursor.wholeNumber(1);
            }
        }
        return most < 0 ? UNSAID : Math.min(most, MOST) * Math.max(1, Math.min(choices, MOST));
    }
}
