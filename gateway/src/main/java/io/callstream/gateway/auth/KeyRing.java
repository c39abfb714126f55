package io.callstream.gateway.auth;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.AuthConfig;
import io.callstream.gateway.config.KeyHash;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that clients may use, presented as {@code Authorization: Bearer} or, as LiteLLM also takes them, as
 * {@code x-litellm-api-key}. Keys are compared by hash and in constant time, all of them every time. Safe for use by
 * several threads.
 */
public final class KeyRing {
    private static final AsciiString LITELLM_KEY = AsciiString.cached("x-litellm-api-key");
    private static final String BEARER = "Bearer ";
    private static final Admission OPEN = new Admission.Admitted(null);
    private static final Admission MISSING = new Admission.Refused(
            "You didn't provide an API key. Provide it in an Authorization header using Bearer auth"
                    + " (i.e. Authorization: Bearer YOUR_KEY).");
    private static final Admission WRONG = new Admission.Refused("Incorrect API key provided.");

    private final List<Admission.Admitted> keys;

    public KeyRing(AuthConfig config) {
        this.keys = config.keys().stream().map(Admission.Admitted::new).toList();
    }

    /** Whether anybody may call. */
    public boolean open() {
        return keys.isEmpty();
    }

    /** The key that a request presents; null when it has none. */
    public static @Nullable String presented(HttpHeaders headers) {
        String own = headers.get(LITELLM_KEY);
        String header = own != null ? own : headers.get(HttpHeaderNames.AUTHORIZATION);
        if (header == null) {
            return null;
        }
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : own;
    }

    public Admission admit(@Nullable String key) {
        if (keys.isEmpty()) {
            return OPEN;
        }
        if (key == null || key.isEmpty()) {
            return MISSING;
        }
        KeyHash hash = KeyHash.of(key);
        Admission found = WRONG;
        for (Admission.Admitted each : keys) {
            ApiKey known = each.key();
            if (known != null && known.hash().matches(hash)) {
                found = each;
            }
        }
        return found;
    }
}
