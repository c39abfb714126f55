package io.callstream.testing.reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Bytes that leave in one write, a pause after the piece before them.
 *
 * <p>A stamped piece has {@link #STAMP} somewhere in its bytes; the server overwrites it with {@link System#nanoTime()}
 * at the moment of sending, so that a reader on the same machine can tell how long the piece was under way.
 */
public final class Piece {
    /** Placeholder of the sending time: 19 digits, as many as the largest long has. */
    public static final String STAMP = "0000000000000000000";

    private static final byte[] STAMP_BYTES = STAMP.getBytes(StandardCharsets.US_ASCII);

    private final Duration delay;
    private final byte[] bytes;
    private final int stampAt;

    private Piece(Duration delay, byte[] bytes, int stampAt) {
        this.delay = delay;
        this.bytes = bytes;
        this.stampAt = stampAt;
    }

    public static Piece of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Piece of(byte[] bytes) {
        return new Piece(Duration.ZERO, bytes.clone(), -1);
    }

    /** @throws IllegalArgumentException if the text has no {@link #STAMP} to overwrite */
    public static Piece stamped(String text) {
        int at = text.indexOf(STAMP);
        if (at < 0) {
            throw new IllegalArgumentException("a stamped piece needs " + STAMP + " in its text");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Piece(Duration.ZERO, bytes, text.substring(0, at).getBytes(StandardCharsets.UTF_8).length);
    }

    /** The same bytes after another pause. */
    public Piece after(Duration pause) {
        return new Piece(pause, bytes, stampAt);
    }

    public Duration delay() {
        return delay;
    }

    public int length() {
        return bytes.length;
    }

    /** A copy of the bytes {@code [from, to)} as a piece of its own; the pause stays with the first of them. */
    Piece slice(int from, int to) {
        return new Piece(from == 0 ? delay : Duration.ZERO, Arrays.copyOfRange(bytes, from, to), -1);
    }

    /**
     * A fresh copy of the bytes to send.
     *
     * @param nanoTime the sending time that goes in the place of the stamp
     */
    public byte[] bytes(long nanoTime) {
        byte[] copy = bytes.clone();
        if (stampAt >= 0) {
            byte[] digits = Long.toString(nanoTime).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, copy, stampAt + STAMP_BYTES.length - digits.length, digits.length);
        }
        return copy;
    }
}
