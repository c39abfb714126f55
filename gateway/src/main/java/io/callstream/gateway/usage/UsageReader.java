package io.callstream.gateway.usage;

import io.callstream.gateway.json.InvalidJsonException;
import io.callstream.gateway.json.JsonCursor;
import io.callstream.gateway.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the usage that a provider reports, in OpenAI's names and in those of its relatives. */
public final class UsageReader {
    private static final byte[] PROMPT_DETAILS = ascii("prompt_tokens_details");
    private static final byte[] INPUT_DETAILS = ascii("input_tokens_details");
    private static final byte[] COMPLETION_DETAILS = ascii("completion_tokens_details");
    private static final byte[] OUTPUT_DETAILS = ascii("output_tokens_details");

    private final JsonCursor cursor;
    private final long[] counts = new long[Count.values().length];

    private UsageReader(Slice usage) {
        this.cursor = new JsonCursor(usage);
        Arrays.fill(counts, Usage.UNKNOWN);
    }

    /** The numbers of a {@code usage} object; null when it has none that count. */
    public static @Nullable Usage of(@Nullable Slice usage) {
        if (usage == null) {
            return null;
        }
        try {
            return new UsageReader(usage).read();
        } catch (InvalidJsonException e) {
            return null; // the answer is passed on all the same, and its tokens are counted
        }
    }

    /** What is counted, by the names it goes under. */
    private enum Count {
        PROMPT("prompt_tokens", "input_tokens"),
        COMPLETION("completion_tokens", "output_tokens"),
        TOTAL("total_tokens"),
        CACHE_READ("cached_tokens", "cache_read_input_tokens", "prompt_cache_hit_tokens"),
        CACHE_CREATION("cache_creation_input_tokens", "cache_creation_tokens", "cache_write_tokens"),
        REASONING("reasoning_tokens"),
        PROMPT_AUDIO,
        COMPLETION_AUDIO;

        private static final Count[] ALL = values();
        private static final byte[] AUDIO = ascii("audio_tokens");

        private final byte[][] names;

        Count(String... names) {
            this.names = new byte[names.length][];
            for (int i = 0; i < names.length; i++) {
                this.names[i] = ascii(names[i]);
            }
        }

        static @Nullable Count at(JsonCursor cursor, Count audio) {
            for (Count count : ALL) {
                for (byte[] name : count.names) {
                    if (cursor.keyIs(name)) {
                        return count;
                    }
                }
            }
            return cursor.keyIs(AUDIO) ? audio : null;
        }
    }

    private @Nullable Usage read() throws InvalidJsonException {
        fields(Count.PROMPT_AUDIO);
        long prompt = counts[Count.PROMPT.ordinal()];
        long completion = counts[Count.COMPLETION.ordinal()];
        long total = counts[Count.TOTAL.ordinal()];
        if (prompt < 0 && completion < 0 && total < 0) {
            return null;
        }
        if (total < 0) {
            total = Math.max(0, prompt) + Math.max(0, completion);
        }
        return new Usage(prompt, completion, total, details(), UsageSource.PROVIDER);
    }

    private UsageDetails details() {
        return new UsageDetails(
                counts[Count.CACHE_READ.ordinal()],
                counts[Count.CACHE_CREATION.ordinal()],
                counts[Count.REASONING.ordinal()],
                counts[Count.PROMPT_AUDIO.ordinal()],
                counts[Count.COMPLETION_AUDIO.ordinal()]);
    }

    private void fields(Count audio) throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            switch (cursor.peek()) {
                case NUMBER -> number(Count.at(cursor, audio));
                case OBJECT -> nested();
                default -> cursor.skip();
            }
        }
    }

    private void number(@Nullable Count count) throws InvalidJsonException {
        long value = cursor.wholeNumber(Usage.UNKNOWN);
        if (count != null && value >= 0) {
            counts[count.ordinal()] = value;
        }
    }

    private void nested() throws InvalidJsonException {
        if (cursor.keyIs(PROMPT_DETAILS) || cursor.keyIs(INPUT_DETAILS)) {
            fields(Count.PROMPT_AUDIO);
        } else if (cursor.keyIs(COMPLETION_DETAILS) || cursor.keyIs(OUTPUT_DETAILS)) {
            fields(Count.COMPLETION_AUDIO);
        } else {
            cursor.skip();
        }
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
