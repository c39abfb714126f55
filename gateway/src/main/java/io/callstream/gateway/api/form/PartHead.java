package io.callstream.gateway.api.form;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines before a part's content (RFC 7578 §4). */
record PartHead(
        @Nullable String name,
        @Nullable String fileName,
        @Nullable String contentType) {
    private static final String DISPOSITION = "content-disposition";
    private static final String TYPE = "content-type";
    private static final String EXTENDED = "filename*";
    private static final String UTF_8 = "utf-8''";

    static PartHead of(String lines) {
        Map<String, String> parameters = Map.of();
        String type = null;
        for (String line : lines.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            String header = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (header.equals(DISPOSITION)) {
                parameters = parameters(value);
            } else if (header.equals(TYPE)) {
                type = value;
            }
        }
        return new PartHead(parameters.get("name"), fileName(parameters), type);
    }

    private static @Nullable String fileName(Map<String, String> parameters) {
        String extended = parameters.get(EXTENDED);
        boolean known = extended != null && extended.toLowerCase(Locale.ROOT).startsWith(UTF_8);
        return known && extended != null ? unescaped(extended.substring(UTF_8.length())) : parameters.get("filename");
    }

    /** What stands behind semicolons: {@code form-data; name="file"; filename="a \"b\".mp3"}. */
    static Map<String, String> parameters(String value) {
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
            found.putIfAbsent(name, quoted ? text.toString() : text.toString().strip());
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
