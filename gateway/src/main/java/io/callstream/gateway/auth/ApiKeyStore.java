package io.callstream.gateway.auth;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.AuthConfig;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.identity.Grant;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that clients may use, found by their hash in a time that does not depend on their number. The time says
 * something about the hash at most, which no key can be made of. Safe for use by several threads.
 */
public final class ApiKeyStore {
    private static final Admission OPEN = new Admission.Admitted(null, Grant.FREE);
    private static final Admission MISSING =
            refused("You didn't provide an API key. Provide it in an Authorization header using Bearer auth"
                    + " (i.e. Authorization: Bearer YOUR_KEY), or in an x-api-key or api-key header.");
    private static final Admission WRONG = refused("Incorrect API key provided.");

    private final KeyHeaders headers;
    private final Map<KeyHash, Admission> keys;
    private final @Nullable ManagedKeys managed;

    public ApiKeyStore(AuthConfig config) {
        this(new KeyHeaders(config.keyHeader()), new HashMap<>(), null);
        for (ApiKey key : config.keys()) {
            boolean master = config.management().isMaster(key.hash());
            keys.put(key.hash(), new Admission.Admitted(key, master ? Grant.MASTER : Grant.FREE));
        }
    }

    private ApiKeyStore(KeyHeaders headers, Map<KeyHash, Admission> keys, @Nullable ManagedKeys managed) {
        this.headers = headers;
        this.keys = keys;
        this.managed = managed;
    }

    /** These keys, and those that are made at run time. */
    public ApiKeyStore and(ManagedKeys others) {
        return new ApiKeyStore(headers, keys, others);
    }

    private static Admission refused(String message) {
        return new Admission.Refused(new CallError(GatewayError.AUTHENTICATION, message));
    }

    /** Whether anybody may call. */
    public boolean open() {
        return keys.isEmpty();
    }

    /** The key that a request presents; null when it has none. */
    public @Nullable String presented(HttpHeaders request) {
        return headers.key(request);
    }

    /** Another number whenever what was admitted has to be asked anew. */
    long version() {
        return managed == null ? 0 : managed.version();
    }

    public Admission admit(@Nullable String key) {
        if (keys.isEmpty()) {
            return OPEN;
        }
        if (key == null || key.isEmpty()) {
            return MISSING;
        }
        KeyHash hash = KeyHash.of(key);
        Admission configured = keys.get(hash);
        if (configured != null) {
            return configured;
        }
        return managed == null ? WRONG : managed.admit(hash);
    }

    /** What was admitted before, if its time is not over. */
    Admission stillValid(Admission admission) {
        return managed == null ? admission : managed.stillValid(admission);
    }
}
