package io.callstream.sink.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Basic authentication (RFC 7617). */
public final class BasicAuth {
    private BasicAuth() {}

    /** The value of {@code Authorization}. */
    public static String header(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
