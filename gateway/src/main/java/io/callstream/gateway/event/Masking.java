package io.callstream.gateway.event;

import io.callstream.gateway.json.SecretScan;
import io.callstream.gateway.json.SecretScan.Secret;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Takes credentials out of what is recorded: those that are known, those that look like one, and those whose name says so.
 * What has none comes back as it is.
 */
public final class Masking {
    private static final String MASK = "****";
    private static final byte[] MASKED = MASK.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] QUOTED = ('"' + MASK + '"').getBytes(StandardCharsets.US_ASCII);
    /** Shorter ones stand in ordinary texts. */
    private static final int SHORTEST_KEY = 6;

    private Masking() {}

    /** A text without credentials. */
    static Slice mask(Slice text) {
        return mask(text, new Range(0, text.length()));
    }

    /** The same where only one part of a text may have some. */
    static Slice mask(Slice text, Range within) {
        List<Secret> secrets = SecretScan.of(text, within);
        if (secrets.isEmpty()) {
            return text;
        }
        ByteArrayOutputStream masked = new ByteArrayOutputStream(text.length());
        int at = text.offset();
        for (Secret secret : secrets) {
            masked.write(text.array(), at, secret.from() - at);
            masked.writeBytes(instead(secret));
            at = secret.to();
        }
        masked.write(text.array(), at, text.end() - at);
        return Slice.of(masked.toByteArray());
    }

    /** What stands in its place: a number becomes a string, with quotes as its name has. */
    static byte[] instead(Secret secret) {
        String quote = secret.quote();
        return quote.isEmpty() ? MASKED : (quote + MASK + quote).getBytes(StandardCharsets.US_ASCII);
    }

    static String mask(String text) {
        if (!SecretScan.worthALook(text)) {
            return text;
        }
        Slice before = Slice.of(text);
        Slice after = mask(before);
        return after.equals(before) ? text : after.text();
    }

    /** Whether a key stands in a text; an empty one does not. */
    static boolean holdsKey(Slice text, byte[] key) {
        return key.length >= SHORTEST_KEY && find(text, text.offset(), key) >= 0;
    }

    /**
     * A text without a key of the gateway's own, which a provider may quote: also for what clients are given.
     *
     * @param key of the deployment; an empty one is in no text
     */
    public static Slice maskKey(Slice text, byte[] key) {
        int at = key.length < SHORTEST_KEY ? -1 : find(text, text.offset(), key);
        if (at < 0) {
            return text;
        }
        ByteArrayOutputStream masked = new ByteArrayOutputStream(text.length());
        int from = text.offset();
        for (; at >= 0; at = find(text, from, key)) {
            masked.write(text.array(), from, at - from);
            masked.writeBytes(MASKED);
            from = at + key.length;
        }
        masked.write(text.array(), from, text.end() - from);
        return Slice.of(masked.toByteArray());
    }

    /** The same for a header or another short text. */
    public static String maskKey(String text, String key) {
        return key.length() < SHORTEST_KEY ? text : text.replace(key, MASK);
    }

    /** @param secrets ranges in the order in which they stand in the body */
    static Slice mask(Slice body, List<Range> secrets) {
        if (secrets.isEmpty()) {
            return body;
        }
        ByteArrayOutputStream masked = new ByteArrayOutputStream(body.length());
        int at = 0;
        for (Range secret : secrets) {
            masked.write(body.array(), body.offset() + at, secret.from() - at);
            masked.writeBytes(QUOTED);
            at = secret.to();
        }
        masked.write(body.array(), body.offset() + at, body.length() - at);
        return Slice.of(masked.toByteArray());
    }

    private static int find(Slice text, int from, byte[] key) {
        byte[] data = text.array();
        byte rare = key[key.length - 1];
        for (int at = from + key.length - 1; at < text.end(); at++) {
            if (data[at] == rare && ends(data, at, key)) {
                return at - key.length + 1;
            }
        }
        return -1;
    }

    private static boolean ends(byte[] data, int last, byte[] key) {
        for (int i = key.length - 1, at = last; i >= 0; i--, at--) {
            if (data[at] != key[i]) {
                return false;
            }
        }
        return true;
    }
}
