package io.callstream.gateway.api.form;

import io.callstream.gateway.api.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines before a part's content (RFC 7578 §4). They go on to the provider as they came, so that what other readers may find another
 * name in is refused.
 */
record PartHead(
        @Nullable String name,
        @Nullable String fileName,
        @Nullable String contentType) {
    private static final String BODY = "body";
    private static final String DISPOSITION = "content-disposition";
    private static final String TYPE = "content-type";
    private static final String EXTENDED = "filename*";
    private static final String UTF_8 = "utf-8''";

    /**
     * Reads one.
     *
     * @param text from the end of the boundary to the empty line
     * @throws InvalidRequestException if it can be read in more than one way
     */
    static PartHead of(String text) throws InvalidRequestException {
        String disposition = null;
        String type = null;
        String[] lines = text.split("\r\n", -1);
        for (int i = 1; i < lines.length; i++) {
            String header = header(lines[i]);
            String value = lines[i].substring(lines[i].indexOf(':') + 1).strip();
            if (header.equals(DISPOSITION)) {
                disposition = once(disposition, value);
            } else if (header.equals(TYPE)) {
                type = value;
            }
        }
        Map<String, String> parameters = disposition == null ? Map.of() : parameters(BODY, disposition);
        return new PartHead(parameters.get("name"), fileName(parameters), type);
    }

    private static String once(@Nullable String before, String value) throws InvalidRequestException {
        if (before != null) {
            throw refused("one " + DISPOSITION);
        }
        return value;
    }

    /** Empty for the line that ends the head. */
    private static String header(String line) throws InvalidRequestException {
        if (line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw refused("lines that end with CR LF, and no other control characters,");
        }
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        if (!line.isEmpty() && (colon <= 0 || name.chars().anyMatch(c -> c <= ' '))) {
            throw refused("a header's name and a colon in each line");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static InvalidRequestException refused(String expected) {
        return InvalidRequestException.field(BODY, expected + " in the head of each part of the form");
    }

    private static @Nullable String fileName(Map<String, String> parameters) {
        String extended = parameters.get(EXTENDED);
        boolean known = extended != null && extended.toLowerCase(Locale.ROOT).startsWith(UTF_8);
        return known && extended != null ? unescaped(extended.substring(UTF_8.length())) : parameters.get("filename");
    }

    /**
     * What stands behind semicolons: {@code form-data; name="file"; filename="a \"b\".mp3"}.
     *
     * @param where it stands, for messages
     * @throws InvalidRequestException if one stands there twice: readers differ in which of them they take
     */
    static Map<String, String> parameters(String where, String value) throws InvalidRequestException {
        Map<String, String> found = new LinkedHashMap<>();
        int at = value.indexOf(';');
        while (at >= 0 && at < value.length()) {
            int equals = value.indexOf('=', at);
            if (equals < 0) {
                return found;
            }
            String name = value.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            int begin = equals + 1;
            boolean quoted = begin < value.length() && value.charAt(begin) == '"';
            StringBuilder text = new StringBuilder();
            int end = quoted ? quoted(value, begin + 1, text) : bare(value, begin, text);
            boolean again =
                    found.put(name, quoted ? text.toString() : text.toString().strip()) != null;
            if (again || name.indexOf('*') >= 0 && !name.equals(EXTENDED)) {
                throw InvalidRequestException.field(
                        where, "each parameter once, and none but " + EXTENDED + " encoded, in the heads of the form");
            }
            at = value.indexOf(';', end);
        }
        return found;
    }

    private static int quoted(String value, int from, StringBuilder text) {
        int at = from;
        while (at < value.length() && value.charAt(at) != '"') {
            boolean escape = value.charAt(at) == '\\'
                    && at + 1 < value.length()
                    && (value.charAt(at + 1) == '"' || value.charAt(at + 1) == '\\');
            at += escape ? 1 : 0;
            text.append(value.charAt(at));
            at++;
        }
        return at;
    }

    private static int bare(String value, int from, StringBuilder text) {
        int semicolon = value.indexOf(';', from);
        int end = semicolon < 0 ? value.length() : semicolon;
        text.append(value, from, end);
        return end;
    }

    private static String unescaped(String value) {
        byte[] bytes = new byte[value.length()];
        int length = 0;
        for (int i = 0; i < value.length(); i++) {
            boolean escape = value.charAt(i) == '%'
                    && i + 2 < value.length()
                    && Character.digit(value.charAt(i + 1), 16) >= 0
                    && Character.digit(value.charAt(i + 2), 16) >= 0;
            bytes[length++] = (byte) (escape ? Integer.parseInt(value.substring(i + 1, i + 3), 16) : value.charAt(i));
            i += escape ? 2 : 0;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
