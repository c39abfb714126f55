package io.callstream.sink.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keeps texts within a destination's limits. */
public final class Texts {
    private static final char UNREADABLE = '\uFFFD';
    /** Digits of the digest that stands at the end of a shortened id. */
    private static final int DIGEST = 16;

    private Texts() {}

    /** At most so many characters, the last of them an ellipsis if something was cut off; never half a character. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return beginning(text, most - 1) + '…';
    }

    /**
     * An id of at most so many characters that tells apart what the whole one does: one that is too long keeps its beginning, and
     * a digest of the whole stands for the rest. The same id is always shortened to the same.
     *
     * @param most at least 32
     */
    public static String id(String id, int most) {
        return id.length() <= most ? id : beginning(id, most - DIGEST - 1) + '~' + digest(id);
    }

    private static String digest(String text) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String beginning(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** The text with U+FFFD in place of each half of a surrogate pair that stands alone, which no encoding can hold. */
    public static String wellFormed(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                return text.substring(0, at) + repaired(text, at);
            }
        }
        return text;
    }

    private static String repaired(String text, int from) {
        StringBuilder out = new StringBuilder(text.length() - from);
        for (int at = from; at < text.length(); at++) {
            int character = text.codePointAt(at);
            boolean pair = Character.isSupplementaryCodePoint(character);
            out.appendCodePoint(!pair && Character.isSurrogate((char) character) ? UNREADABLE : character);
            at += pair ? 1 : 0;
        }
        return out.toString();
    }
}
