package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.config.HeaderLines;
import io.callstream.gateway.config.SecretNames;
import io.callstream.gateway.dialect.request.ClientHeaders;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads LiteLLM's request fields that become header lines: {@code extra_headers} and {@code organization}. */
final class ExtraHeaders {
    private static final String NAME = "extra_headers";
    private static final String ORGANIZATION = "organization";
    /** What is signed, and with what. */
    private static final String OF_AWS = "x-amz-";

    private ExtraHeaders() {}

    static boolean has(String field) {
        return field.equals(NAME) || field.equals(ORGANIZATION);
    }

    /**
     * Reads one field, at its value.
     *
     * @param before what the fields before it said; of a header that is said twice, {@code extra_headers} win
     */
    static Map<String, String> read(Map<String, String> before, String field, JsonCursor cursor)
            throws InvalidJsonException, InvalidRequestException {
        Map<String, String> headers = new LinkedHashMap<>(before);
        if (cursor.peek() == JsonKind.NULL) {
            cursor.skip();
        } else if (field.equals(ORGANIZATION)) {
            headers.putIfAbsent("openai-organization", text(field, cursor));
        } else if (cursor.peek() == JsonKind.OBJECT) {
            lines(cursor, headers);
        } else {
            cursor.skip();
            throw InvalidRequestException.field(NAME, "an object with header lines by name");
        }
        return headers;
    }

    private static void lines(JsonCursor cursor, Map<String, String> headers)
            throws InvalidJsonException, InvalidRequestException {
        cursor.beginObject();
        for (int count = 1; cursor.nextField(); count++) {
            FieldBounds.check(NAME, count);
            String name = cursor.key().toLowerCase(Locale.ROOT);
            if (!HeaderLines.isName(name)) {
                cursor.skip();
                throw InvalidRequestException.field(NAME, "names that a header can have");
            }
            String field = NAME + "." + name;
            if (!mayBeSet(name)) {
                cursor.skip();
                throw InvalidRequestException.field(
                        field, "no such header: keys, and what is about the connection, are the gateway's to say");
            }
            headers.put(name, text(field, cursor));
        }
    }

    private static boolean mayBeSet(String name) {
        return ClientHeaders.isHarmless(name) && !SecretNames.matchesHeader(name) && !name.startsWith(OF_AWS);
    }

    private static String text(String field, JsonCursor cursor) throws InvalidJsonException, InvalidRequestException {
        if (cursor.peek() != JsonKind.STRING) {
            cursor.skip();
            throw InvalidRequestException.field(field, "a string");
        }
        return cursor.string();
    }
}
