package io.callstream.gateway.api;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text in a request's path. */
public final class PathText {
    private PathText() {}

    /** Takes percent encoding off a part of a path; null when it is none. */
    public static @Nullable String decoded(String part) {
        if (part.indexOf('%') < 0) {
            return new String(part.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[part.length()];
        int length = 0;
        for (int i = 0; i < part.length(); i++) {
            int value = part.charAt(i);
            if (value == '%') {
                value = i + 2 < part.length() ? hex(part.charAt(i + 1), part.charAt(i + 2)) : -1;
                i += 2;
            }
            if (value < 0) {
                return null;
            }
            bytes[length++] = (byte) value;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(char high, char low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first << 4 | second;
    }
}
