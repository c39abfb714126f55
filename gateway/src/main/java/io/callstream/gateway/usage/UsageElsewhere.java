package io.callstream.gateway.usage;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the usage of answers that do not say it in {@code usage}: Groq's {@code x_groq.usage}, Moonshot's in its
 * choices, Gemini's {@code usageMetadata}, Cohere's {@code meta}, Bedrock's metrics.
 */
final class UsageElsewhere {
    private static final byte[] USAGE = ascii("usage");
    private static final byte[] CHOICES = ascii("choices");
    private static final byte[] DATA = ascii("data");
    private static final byte[] GROQ = ascii("x_groq");
    private static final byte[][] PLACES = {
        ascii("usageMetadata"), ascii("usage_metadata"), ascii("meta"), ascii("amazon-bedrock-invocationMetrics")
    };

    private final Slice answer;
    private final JsonCursor cursor;
    private final TokenSums sums = new TokenSums();
    private @Nullable Usage ofChoices;
    private boolean choices;
    private boolean data;

    private UsageElsewhere(Slice answer) {
        this.answer = answer;
        this.cursor = JsonCursor.lenient(answer);
    }

    /** @param said what the usual place holds: nothing, zeros, or a total alone */
    static @Nullable Usage find(Slice answer, @Nullable Usage said) {
        UsageElsewhere places = new UsageElsewhere(answer);
        try {
            places.read();
        } catch (InvalidJsonException e) {
            return said;
        }
        Usage found = places.found();
        if (found != null && found.totalTokens() > 0) {
            return found;
        }
        return said == null ? found : places.embedding() ? asPrompt(said) : said;
    }

    private void read() throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            JsonKind kind = cursor.peek();
            if (kind == JsonKind.OBJECT && cursor.keyIs(GROQ)) {
                inside(sums);
            } else if (kind == JsonKind.OBJECT && isPlace()) {
                UsageReader.note(answer.part(cursor.skip()), sums);
            } else if (kind == JsonKind.ARRAY && cursor.keyIs(CHOICES)) {
                choices();
            } else {
                data |= kind == JsonKind.ARRAY && cursor.keyIs(DATA);
                cursor.skip();
            }
        }
    }

    private @Nullable Usage found() {
        Usage elsewhere = sums.usage();
        return elsewhere == null ? ofChoices : elsewhere;
    }

    private void choices() throws InvalidJsonException {
        cursor.beginArray();
        while (cursor.nextElement()) {
            choices = true;
            if (cursor.peek() == JsonKind.OBJECT) {
                TokenSums own = new TokenSums();
                inside(own);
                ofChoices = together(ofChoices, own.usage());
            } else {
                cursor.skip();
            }
        }
    }

    /** The {@code usage} of the object under way. */
    private void inside(TokenSums into) throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(USAGE) && cursor.peek() == JsonKind.OBJECT) {
                UsageReader.note(answer.part(cursor.skip()), into);
            } else {
                cursor.skip();
            }
        }
    }

    /** Choices share the prompt; one number in all of them is that of the whole answer. */
    private static @Nullable Usage together(@Nullable Usage one, @Nullable Usage other) {
        if (one == null || other == null || one.equals(other)) {
            return one == null ? other : one;
        }
        long prompt = Math.max(one.promptTokens(), other.promptTokens());
        long completion = Math.max(0, one.completionTokens()) + Math.max(0, other.completionTokens());
        return new Usage(prompt, completion, Math.max(0, prompt) + completion, one.details(), UsageSource.PROVIDER);
    }

    /** Whether the answer is one to {@code /embeddings}, which consists of a prompt alone. */
    private boolean embedding() {
        return data && !choices;
    }

    private static Usage asPrompt(Usage said) {
        boolean totalAlone = said.promptTokens() < 0 && said.completionTokens() < 0;
        return totalAlone
                ? new Usage(said.totalTokens(), Usage.UNKNOWN, said.totalTokens(), said.details(), said.source())
                : said;
    }

    private boolean isPlace() {
        for (byte[] place : PLACES) {
            if (cursor.keyIs(place)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
