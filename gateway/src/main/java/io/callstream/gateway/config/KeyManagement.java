package io.callstream.gateway.config;

import io.callstream.settings.Key;
import java.util.Optional;

/**
 * Keys, teams, users, customers and budgets that are made at run time.
 *
 * @param master hash of the key that may make them; empty when there is none, and so nobody who could
 * @param wanted whether the gateway keeps any
 */
public record KeyManagement(Optional<KeyHash> master, boolean wanted) {
    /** Nobody makes any. */
    public static final KeyManagement NONE = new KeyManagement(Optional.empty(), false);

    static final Key<Boolean> MANAGED_KEYS = Key.flag("managed_keys")
            .byDefault("true")
            .says("Whether keys, teams, users, customers and budgets can be made at run time, by whoever has"
                    + " general_settings.master_key; they live in the topic llm.identity.");

    /** Whether the gateway keeps any. */
    public boolean enabled() {
        return wanted && master.isPresent();
    }

    public boolean isMaster(KeyHash key) {
        return master.filter(key::equals).isPresent();
    }
}
