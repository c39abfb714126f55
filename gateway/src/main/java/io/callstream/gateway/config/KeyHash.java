package io.callstream.gateway.config;

import io.callstream.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of an API key. Keys are kept, compared and recorded as this and as nothing else.
 *
 * @param hex 64 lower-case hex digits
 */
public record KeyHash(String hex) {
    private static final int HEX_DIGITS = 64;

    public KeyHash {
        if (!is(hex)) {
            throw new IllegalArgumentException("expected 64 hex digits");
        }
        hex = hex.toLowerCase(Locale.ROOT);
    }

    /** Whether a text is a hash, and so no key. */
    public static boolean is(String text) {
        return text.length() == HEX_DIGITS && text.chars().allMatch(KeyHash::isDigit);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** Of a key as it was written down: no client can send the line end that a file has behind it. */
    static KeyHash ofWritten(Secret key) {
        return of(key.reveal().strip());
    }

    /** By hand, as the next: every call looks its key up, and text remembers its hash. */
    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyHash that && hex.equals(that.hex);
    }

    public static KeyHash of(String key) {
        return new KeyHash(Sha256.hex(key.getBytes(StandardCharsets.UTF_8)));
    }
}
