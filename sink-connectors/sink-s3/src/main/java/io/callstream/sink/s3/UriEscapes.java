package io.callstream.sink.s3;

import java.nio.charset.StandardCharsets;

/** Escapes paths as signatures want them: everything but letters, digits, {@code -._~} and slashes. */
final class UriEscapes {
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    private UriEscapes() {}

    /** Of a query: slashes, too. */
    static String value(String value) {
        return path(value).replace("/", "%2F");
    }

    static String path(String path) {
        StringBuilder escaped = new StringBuilder(path.length() + 16);
        for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (unit & 0xff);
            if (PLAIN.indexOf(character) >= 0) {
                escaped.append(character);
            } else {
                escaped.append(String.format("%%%02X", (int) character));
            }
        }
        return escaped.toString();
    }
}
