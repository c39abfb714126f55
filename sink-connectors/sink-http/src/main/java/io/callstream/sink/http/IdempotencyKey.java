package io.callstream.sink.http;

import io.callstream.sink.SinkEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names a request by the events in it: the same events make the same name, in this process and any other. */
public final class IdempotencyKey {
    /** The header most destinations look for. */
    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /** 64 hex digits. */
    public static String of(List<? extends SinkEvent> batch) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (SinkEvent event : batch) {
                digest.update(event.eventId().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
