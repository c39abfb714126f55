package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.LargeAnswer;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The beginning and the end of an answer that is too large to be held. What it says of itself stands there: its id before
 * its choices or vectors, its usage behind them. For one thread.
 */
public final class AnswerEdges implements LargeAnswer {
    private static final int EDGE = 4096;
    private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);

    private final byte[] first = new byte[EDGE];
    private byte[] last = new byte[2 * EDGE];
    private int firstLength;
    private int lastLength;

    /** Takes the next part in. */
    @Override
    public void add(Slice part) {
        int begin = Math.min(part.length(), EDGE - firstLength);
        System.arraycopy(part.array(), part.offset(), first, firstLength, begin);
        firstLength += begin;
        if (part.length() > EDGE) {
            lastLength = EDGE;
            System.arraycopy(part.array(), part.end() - EDGE, last, 0, EDGE);
            return;
        }
        if (lastLength + part.length() > last.length) {
            byte[] kept = new byte[last.length];
            System.arraycopy(last, lastLength - EDGE, kept, 0, EDGE);
            last = kept;
            lastLength = EDGE;
        }
        System.arraycopy(part.array(), part.offset(), last, lastLength, part.length());
        lastLength += part.length();
    }

    /** What the answer says of itself, as far as it stands at its edges; nothing of choices and errors. */
    @Override
    public ResponseScan facts() {
        ResponseScan end = end();
        ResponseScan.Said said =
                new ResponseScan.Said(id(), end.model(), end.said().tier());
        return new ResponseScan(end.json(), said, null, end.usage(), false, false, null);
    }

    private @Nullable String id() {
        JsonCursor cursor = JsonCursor.lenient(new Slice(first, 0, firstLength));
        try {
            cursor.beginObject();
            while (cursor.nextField()) {
                if (cursor.keyIs(ID) && cursor.peek() == JsonKind.STRING) {
                    return cursor.string();
                }
                cursor.skip();
            }
        } catch (InvalidJsonException e) {
            return null; // here it was cut
        }
        return null;
    }

    /** The longest end of the answer that is nothing but its own last fields. */
    private ResponseScan end() {
        int from = Math.max(1, lastLength - EDGE);
        for (int at = from; at < lastLength - 1; at++) {
            if (last[at] == ',' && last[nextSign(at)] == '"') {
                ResponseScan scan = fieldsFrom(at);
                if (scan.json()) {
                    return scan;
                }
            }
        }
        return ResponseScan.NOTHING;
    }

    /** Some providers write their answers over many lines. */
    private int nextSign(int comma) {
        int at = comma + 1;
        while (at < lastLength - 1 && last[at] <= ' ' && last[at] > 0) {
            at++;
        }
        return at;
    }

    private ResponseScan fieldsFrom(int comma) {
        byte[] fields = Arrays.copyOfRange(last, comma, lastLength);
        fields[0] = '{';
        return ResponseScan.of(Slice.of(fields));
    }
}
