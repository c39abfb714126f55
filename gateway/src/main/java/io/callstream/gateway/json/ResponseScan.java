package io.callstream.gateway.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway needs to know of an answer in OpenAI's shape.
 *
 * @param json whether the whole answer is a JSON object
 * @param id the provider's id of the response
 * @param model name the provider reports
 * @param finishReason of the first choice
 * @param usage the usage object, a view of the answer
 */
public record ResponseScan(
        boolean json,
        @Nullable String id,
        @Nullable String model,
        @Nullable String finishReason,
        @Nullable Slice usage) {
    /** There is no answer, or none that can be read. */
    public static final ResponseScan NOTHING = new ResponseScan(false, null, null, null, null);

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
        private static final byte[] FINISH_REASON = ascii("finish_reason");

        private final Slice response;
        private final JsonCursor cursor;
        private @Nullable String id;
        private @Nullable String model;
        private @Nullable String finishReason;
        private @Nullable Slice usage;

        Reader(Slice response) {
            this.response = response;
            this.cursor = new JsonCursor(response);
        }

        ResponseScan read() throws InvalidJsonException {
            cursor.beginObject();
            while (cursor.nextField()) {
                field(cursor.peek());
            }
            cursor.end();
            return new ResponseScan(true, id, model, finishReason, usage);
        }

        private void field(JsonKind kind) throws InvalidJsonException {
            if (kind == JsonKind.STRING && cursor.keyIs(ID)) {
                id = cursor.string();
            } else if (kind == JsonKind.STRING && cursor.keyIs(MODEL)) {
                model = cursor.string();
            } else if (kind == JsonKind.OBJECT && cursor.keyIs(USAGE)) {
                usage = response.part(cursor.skip());
            } else if (kind == JsonKind.ARRAY && cursor.keyIs(CHOICES)) {
                choices();
            } else {
                cursor.skip();
            }
        }

        private void choices() throws InvalidJsonException {
            cursor.beginArray();
            boolean first = true;
            while (cursor.nextElement()) {
                if (first && cursor.peek() == JsonKind.OBJECT) {
                    firstChoice();
                } else {
                    cursor.skip();
                }
                first = false;
            }
        }

        private void firstChoice() throws InvalidJsonException {
            cursor.beginObject();
            while (cursor.nextField()) {
                if (cursor.keyIs(FINISH_REASON) && cursor.peek() == JsonKind.STRING) {
                    finishReason = cursor.string();
                } else {
                    cursor.skip();
                }
            }
        }

        private static byte[] ascii(String name) {
            return name.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
