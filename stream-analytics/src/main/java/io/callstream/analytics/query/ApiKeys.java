package io.callstream.analytics.query;

import io.callstream.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Who may ask. Without any key, only a port that this machine alone reaches answers. */
public record ApiKeys(List<Secret> keys, boolean thisMachineOnly) {
    public ApiKeys {
        keys = List.copyOf(keys);
    }

    /** @throws QueryException if the request may not be answered */
    void check(Question question) {
        if (keys.isEmpty() && thisMachineOnly) {
            return;
        }
        if (keys.isEmpty()) {
            throw new QueryException(
                    403,
                    "no key is configured, and other machines reach this port"
                            + " (set callstream.analytics.api_keys or general_settings.master_key)");
        }
        byte[] given = question.key().getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (Secret key : keys) {
            known |= MessageDigest.isEqual(given, key.reveal().getBytes(StandardCharsets.UTF_8));
        }
        if (!known) {
            throw new QueryException(401, "a key is needed: Authorization: Bearer KEY, or x-api-key");
        }
    }
}
