package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.usage.TierWords;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway needs to know of an answer in OpenAI's shape.
 *
 * @param json whether the whole answer is a JSON object
 * @param said in short fields
 * @param finishReason of the first choice
 * @param usage the usage object, a view of the answer
 * @param choices whether it has a list of choices, be it empty
 * @param vectors whether it has a list of embeddings
 * @param error what it says about having failed; null when it says nothing
 */
public record ResponseScan(
        boolean json,
        Said said,
        @Nullable String finishReason,
        @Nullable Slice usage,
        boolean choices,
        boolean vectors,
        @Nullable AnswerError error)
        implements AnswerFacts {
    /**
     * What stands in fields of its own.
     *
     * @param id the provider's id of the response
     * @param model name the provider reports
     * @param tier how the call was served, where that does not stand in the usage
     */
    public record Said(
            @Nullable String id,
            @Nullable String model,
            @Nullable String tier) {
        static final Said NOTHING = new Said(null, null, null);
    }

    /** The {@code finish_reason} of a choice that has failed. */
    public static final String FINISHED_BY_ERROR = "error";

    /** There is no answer, or none that can be read. */
    public static final ResponseScan NOTHING = new ResponseScan(false, Said.NOTHING, null, null, false, false, null);

    @Override
    public boolean readable() {
        return json;
    }

    @Override
    public @Nullable String id() {
        return said.id();
    }

    @Override
    public @Nullable String model() {
        return said.model();
    }

    @Override
    public @Nullable String tier() {
        return said.tier() == null ? TierWords.in(usage) : said.tier();
    }

    @Override
    public boolean answers(Operation operation) {
        return operation.passed() || (operation == Operation.EMBEDDING ? vectors : choices);
    }

    public static ResponseScan of(Slice response) {
        try {
            return new Reader(response).read();
        } catch (InvalidJsonException e) {
            return NOTHING; // what a provider answers need not be JSON; the caller sees it in json()
        }
    }

    private static final class Reader {
        private static final byte[] ID = ascii("id");
        private static final byte[] MODEL = ascii("model");
        private static final byte[] CHOICES = ascii("choices");
        private static final byte[] USAGE = ascii("usage");
        private static final byte[] TIER = ascii(TierWords.OPENAIS);
        /** Where Gemini's own form says it, which passes through. */
        private static final byte[] METADATA = ascii("usageMetadata");

        private static final byte[] ERROR = ascii("error");
        private static final byte[] DATA = ascii("data");
        private static final byte[] EMBEDDINGS = ascii("embeddings");
        private static final byte[] EMBEDDING = ascii("embedding");
        private static final byte[] FINISH_REASON = ascii("finish_reason");

        private final Slice response;
        private final JsonCursor cursor;
        private @Nullable String id;
        private @Nullable String model;
        private @Nullable String tier;
        private @Nullable String finishReason;
        private @Nullable Slice usage;
        private boolean choices;
        private boolean answered;
        private boolean vectors;
        private boolean mayHaveFailed;
        private @Nullable AnswerError choiceError;

        Reader(Slice response) {
            this.response = response;
            this.cursor = JsonCursor.lenient(response);
        }

        ResponseScan read() throws InvalidJsonException {
            cursor.beginObject();
            while (cursor.nextField()) {
                field(cursor.peek());
            }
            cursor.end();
            return new ResponseScan(true, new Said(id, model, tier), finishReason, usage, choices, vectors, error());
        }

        private void field(JsonKind kind) throws InvalidJsonException {
            if (kind == JsonKind.STRING && cursor.keyIs(ID)) {
                id = cursor.string();
            } else if (kind == JsonKind.STRING && cursor.keyIs(MODEL)) {
                model = cursor.string();
            } else if (kind == JsonKind.OBJECT && cursor.keyIs(USAGE)) {
                usage = response.part(cursor.skip());
            } else if (kind == JsonKind.OBJECT && cursor.keyIs(METADATA)) {
                tier = TierWords.in(response.part(cursor.skip()));
            } else if (kind == JsonKind.STRING && cursor.keyIs(TIER)) {
                tier = TierWords.said(cursor.string());
            } else if (kind == JsonKind.ARRAY && cursor.keyIs(CHOICES)) {
                choices();
            } else {
                vectors |= kind == JsonKind.ARRAY && isVectors();
                mayHaveFailed |= kind != JsonKind.NULL && cursor.keyIs(ERROR);
                cursor.skip();
            }
        }

        private void choices() throws InvalidJsonException {
            choices = true;
            cursor.beginArray();
            for (boolean first = true; cursor.nextElement(); first = false) {
                answered = true;
                if (cursor.peek() == JsonKind.OBJECT) {
                    choice(first);
                } else {
                    cursor.skip();
                }
            }
        }

        private void choice(boolean first) throws InvalidJsonException {
            cursor.beginObject();
            while (cursor.nextField()) {
                JsonKind kind = cursor.peek();
                if (kind == JsonKind.STRING && cursor.keyIs(FINISH_REASON)) {
                    finishReason(cursor.string(), first);
                } else if (kind == JsonKind.OBJECT && cursor.keyIs(ERROR)) {
                    choiceError(AnswerError.ofReport(response.part(cursor.skip())));
                } else {
                    cursor.skip();
                }
            }
        }

        private void finishReason(String reason, boolean first) {
            finishReason = first ? reason : finishReason;
            if (reason.equals(FINISHED_BY_ERROR)) {
                choiceError(AnswerError.UNSAID);
            }
        }

        /** One that says how goes before one that does not. */
        private void choiceError(@Nullable AnswerError said) {
            boolean better = choiceError == null || choiceError.status() == 0;
            choiceError = said != null && better ? said : choiceError;
        }

        private boolean isVectors() {
            return cursor.keyIs(DATA) || cursor.keyIs(EMBEDDINGS) || cursor.keyIs(EMBEDDING);
        }

        private @Nullable AnswerError error() {
            boolean answer = answered || vectors;
            AnswerError said = mayHaveFailed || !answer ? AnswerError.of(response, answer) : null;
            return said == null ? choiceError : said;
        }

        private static byte[] ascii(String name) {
            return name.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
