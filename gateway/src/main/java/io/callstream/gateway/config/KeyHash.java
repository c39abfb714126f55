package io.callstream.gateway.config;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * SHA-256 of an API key. Keys are kept, compared and told as this and as nothing else.
 *
 * @param hex 64 lower-case hex digits
 */
public record KeyHash(String hex) {
    private static final int HEX_DIGITS = 64;

    public KeyHash {
        hex = hex.toLowerCase(Locale.ROOT);
        if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
            throw new IllegalArgumentException("expected 64 hex digits");
        }
    }

    public static KeyHash of(String key) {
        return new KeyHash(Sha256.hex(key.getBytes(StandardCharsets.UTF_8)));
    }
}
