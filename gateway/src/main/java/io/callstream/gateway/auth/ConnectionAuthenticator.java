package io.callstream.gateway.auth;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Admits the requests of one connection. Remembers the last key that was admitted on it, so that a client's next request
 * costs no hashing.
 */
public final class ConnectionAuthenticator {
    private final ApiKeyStore keys;
    private @Nullable String lastKey;
    private @Nullable Admission lastAdmission;

    public ConnectionAuthenticator(ApiKeyStore keys) {
        this.keys = keys;
    }

    public Admission admit(HttpHeaders headers) {
        String key = keys.presented(headers);
        Admission last = lastAdmission;
        if (last != null && key != null && key.equals(lastKey)) {
            return last;
        }
        Admission admission = keys.admit(key);
        if (admission instanceof Admission.Admitted) {
            lastKey = key;
            lastAdmission = admission;
        }
        return admission;
    }
}
