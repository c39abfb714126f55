package io.callstream.gateway.auth;

import io.callstream.gateway.config.AuthConfig;
import io.callstream.gateway.config.KeyHash;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that clients may use, found by their hash in a time that does not depend on their number. The time says
 * something about the hash at most, which no key can be made of. Safe for use by several threads.
 */
public final class ApiKeyStore {
    private static final Admission OPEN = new Admission.Admitted(null);
    private static final Admission MISSING = new Admission.Refused(
            "You didn't provide an API key. Provide it in an Authorization header using Bearer auth"
                    + " (i.e. Authorization: Bearer YOUR_KEY), or in an x-api-key or api-key header.");
    private static final Admission WRONG = new Admission.Refused("Incorrect API key provided.");

    private final KeyHeaders headers;
    private final Map<KeyHash, Admission> keys = new HashMap<>();

    public ApiKeyStore(AuthConfig config) {
        this.headers = new KeyHeaders(config.keyHeader());
        config.keys().forEach(key -> keys.put(key.hash(), new Admission.Admitted(key)));
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
        return keys.getOrDefault(KeyHash.of(key), WRONG);
    }
}
