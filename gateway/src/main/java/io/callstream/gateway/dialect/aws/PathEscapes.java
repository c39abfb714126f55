package io.callstream.gateway.dialect.aws;

import java.nio.charset.StandardCharsets;

/** Escapes as AWS counts: all but letters, digits and {@code -._~}, in capitals. */
public final class PathEscapes {
    private static final String HEX = "0123456789ABCDEF";

    private PathEscapes() {}

    /** @param slashes whether slashes stay */
    public static String escape(String text, boolean slashes) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            if (stays(letter) || slashes && letter == '/') {
                escaped.append(letter);
            } else {
                escaped.append('%').append(HEX.charAt(letter >> 4)).append(HEX.charAt(letter & 0xf));
            }
        }
        return escaped.toString();
    }

    private static boolean stays(char letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter >= '0' && letter <= '9'
                || "-._~".indexOf(letter) >= 0;
    }
}
