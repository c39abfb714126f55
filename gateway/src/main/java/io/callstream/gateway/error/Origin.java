package io.callstream.gateway.error;

import java.util.Locale;

/** Who caused a failure; the {@code origin} column of failure events. */
public enum Origin {
    CLIENT,
    GATEWAY,
    PROVIDER,
    NETWORK;

    /** Whether it was at the provider or on the way to it. */
    public boolean isProviders() {
        return this == PROVIDER || this == NETWORK;
    }

    /** The word that events and metrics use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
