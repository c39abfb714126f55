package io.callstream.gateway.auth;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Admits the requests of one connection. Remembers the last key that was admitted on it, so that a client's next request
 * costs no hashing; what was admitted by other keys than those of the moment is asked anew.
 */
public final class ConnectionAuthenticator {
    private final Supplier<ApiKeyStore> current;
    private @Nullable ApiKeyStore lastKeys;
    private @Nullable String lastKey;
    private @Nullable Admission lastAdmission;

    /** @param current the keys of the configuration of the moment */
    public ConnectionAuthenticator(Supplier<ApiKeyStore> current) {
        this.current = current;
    }

    public Admission admit(HttpHeaders headers) {
        ApiKeyStore keys = current.get();
        String key = keys.presented(headers);
        Admission last = lastAdmission;
        if (last != null && keys == lastKeys && key != null && key.equals(lastKey)) {
            return last;
        }
        Admission admission = keys.admit(key);
        if (admission instanceof Admission.Admitted) {
            lastKeys = keys;
            lastKey = key;
            lastAdmission = admission;
        }
        return admission;
    }
}
