package io.callstream.gateway.dialect.openai;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * OpenAI's models that think know the bound of an answer by {@code max_completion_tokens} and refuse {@code max_tokens}, which Anthropic's
 * clients always say. As in LiteLLM they get it under the name they know; other servers of this form may know the older one alone.
 */
final class NewerBound {
    private static final Set<String> PROVIDERS = Set.of("openai", "azure");
    private static final Pattern MODELS = Pattern.compile("(.*/)?(ft:)?(o[0-9]|gpt-5).*");
    private static final byte[] OLDER = "max_tokens".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEWER = "max_completion_tokens".getBytes(StandardCharsets.US_ASCII);

    private NewerBound() {}

    /** Whether a model refuses the older name. */
    static boolean isNeeded(String provider, String model) {
        return PROVIDERS.contains(provider) && MODELS.matcher(model).matches();
    }

    /**
     * The body with the newer name; what it says under both names counts as the newer one says.
     *
     * @param body a JSON object
     */
    static byte[] of(byte[] body) {
        try {
            return says(body, OLDER) ? renamed(body, !says(body, NEWER)) : body;
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a body that was read before cannot be read", e);
        }
    }

    private static boolean says(byte[] body, byte[] name) throws InvalidJsonException {
        JsonCursor cursor = new JsonCursor(Slice.of(body));
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(name) && cursor.peek() != JsonKind.NULL) {
                return true;
            }
            cursor.skip();
        }
        return false;
    }

    private static byte[] renamed(byte[] body, boolean kept) throws InvalidJsonException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + NEWER.length);
        JsonCursor cursor = new JsonCursor(Slice.of(body));
        cursor.beginObject();
        while (cursor.nextField()) {
            int from = cursor.keyPosition();
            boolean older = cursor.keyIs(OLDER);
            boolean newer = cursor.keyIs(NEWER);
            Range value = cursor.skip();
            if (older ? kept : !(newer && kept)) {
                out.write(out.size() == 0 ? '{' : ',');
                if (older) {
                    out.write('"');
                    out.writeBytes(NEWER);
                    out.write('"');
                    out.write(':');
                }
                int begin = older ? value.from() : from;
                out.write(body, begin, value.to() - begin);
            }
        }
        out.write('}');
        return out.toByteArray();
    }
}
