package io.callstream.gateway.api.responses;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Ids of responses. Whoever knows one can go on with the conversation, so that nobody must guess it. */
public final class ResponseIds {
    private static final String PREFIX = "resp_";
    private static final int BYTES = 24;

    private final RandomGenerator random;

    /** @param random that nobody can predict */
    public ResponseIds(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return PREFIX + HexFormat.of().formatHex(secret);
    }
}
