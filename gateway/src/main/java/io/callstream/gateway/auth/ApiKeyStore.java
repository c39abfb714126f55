package io.callstream.gateway.auth;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.AuthConfig;
import io.callstream.gateway.config.KeyHash;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that clients may use. Keys are compared by hash and in constant time, all of them every time. Safe for use by
 * several threads.
 */
public final class ApiKeyStore {
    private static final Admission OPEN = new Admission.Admitted(null);
    private static final Admission MISSING = new Admission.Refused(
            "You didn't provide an API key. Provide it in an Authorization header using Bearer auth"
                    + " (i.e. Authorization: Bearer YOUR_KEY), or in an x-api-key or api-key header.");
    private static final Admission WRONG = new Admission.Refused("Incorrect API key provided.");

    private final KeyHeaders headers;
    private final List<Admission.Admitted> keys;

    public ApiKeyStore(AuthConfig config) {
        this.headers = new KeyHeaders(config.keyHeader());
        this.keys = config.keys().stream().map(Admission.Admitted::new).toList();
    }

    /** Whether anybody may call. */
    public boolean open() {
        return keys.isEmpty();
    }

    /** The key that a request presents; null when it has none. */
    public @Nullable String presented(HttpHeaders request) {
        return headers.key(request);
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
