package io.callstream.gateway.auth;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Admits the requests of one connection. Remembers the last key that was admitted on it, so that a client's next request
 * costs no hashing; what was admitted by other keys than those of the moment, or before one of them changed, is asked anew.
 */
public final class ConnectionAuthenticator {
    private final Supplier<ApiKeyStore> current;
    private @Nullable ApiKeyStore lastKeys;
    private @Nullable String lastKey;
    private @Nullable Admission lastAdmission;
    private long lastVersion;

    /** @param current the keys of the configuration of the moment */
    public ConnectionAuthenticator(Supplier<ApiKeyStore> current) {
        this.current = current;
    }

    public Admission admit(HttpHeaders headers) {
        ApiKeyStore keys = current.get();
        String key = keys.presented(headers);
        Admission last = lastAdmission;
        long version = keys.version();
        if (last != null && keys == lastKeys && version == lastVersion && key != null && key.equals(lastKey)) {
            return keys.stillValid(last);
        }
        Admission admission = keys.admit(key);
        if (admission instanceof Admission.Admitted) {
            lastKeys = keys;
            lastVersion = version;
            lastKey = key;
            lastAdmission = admission;
        }
        return admission;
    }
}
