package io.callstream.gateway.event;

import io.callstream.gateway.json.SecretScan;
import io.callstream.gateway.json.SecretScan.Secret;
import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;

/**
 * Takes credentials out of a body that comes in parts: what begins in one part and ends in another stands in none of them. So the
 * last bytes wait for those behind them, and those before them are looked at again. For one body and one thread.
 */
final class MaskedParts {
    /** Longer than credentials are, and than the name of one and the signs behind it. */
    private static final int WAITING = 4 << 10;

    private static final int MOST_WAITING = 64 << 10;

    private final OwnKey key;
    /** What was given out, and what waits. */
    private byte[] window = new byte[0];

    private int given;
    private boolean masked;

    MaskedParts(OwnKey key) {
        this.key = key;
    }

    /** What may be recorded now; may be empty. */
    Slice add(Slice part) {
        join(part);
        return upTo(window.length - WAITING);
    }

    /** The rest. */
    Slice end() {
        return upTo(window.length);
    }

    /** Whether anything was taken out of what was given. */
    boolean masked() {
        return masked;
    }

    private void join(Slice part) {
        int before = Math.max(0, given - WAITING);
        ByteArrayOutputStream waiting = new ByteArrayOutputStream(window.length - given + part.length());
        waiting.write(window, given, window.length - given);
        waiting.write(part.array(), part.offset(), part.length());
        Slice joined = Slice.of(waiting.toByteArray());
        Slice fresh = key.mask(joined);
        masked |= fresh != joined;
        ByteArrayOutputStream all = new ByteArrayOutputStream(given - before + fresh.length());
        all.write(window, before, given - before);
        all.write(fresh.array(), fresh.offset(), fresh.length());
        given -= before;
        window = all.toByteArray();
    }

    private Slice upTo(int most) {
        if (most <= given) {
            return Slice.EMPTY;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(most - given);
        for (Secret secret : SecretScan.of(Slice.of(window))) {
            if (secret.from() >= most || secret.to() > most && mayGoOn(secret)) {
                copy(Math.min(most, secret.from()), out);
                return Slice.of(out.toByteArray());
            }
            instead(secret, out);
        }
        copy(most, out);
        return Slice.of(out.toByteArray());
    }

    /** One that the last byte may not have ended waits for those behind it, unless it is very long. */
    private boolean mayGoOn(Secret secret) {
        return window.length - Math.max(given, secret.from()) < MOST_WAITING;
    }

    private void instead(Secret secret, ByteArrayOutputStream out) {
        if (secret.to() > given) {
            copy(secret.from(), out);
            out.writeBytes(Masking.instead(secret));
            given = secret.to();
            masked = true;
        }
    }

    private void copy(int to, ByteArrayOutputStream out) {
        if (to > given) {
            out.write(window, given, to - given);
            given = to;
        }
    }
}
