package io.callstream.gateway.event;

import java.util.Locale;

/** Why an attempt was made. */
public enum AttemptReason {
    /** The call's first one. */
    FIRST,
    /** The one before it failed, or could not be answered in the way it was asked. */
    RETRY,
    /** Every attempt of the model group asked for had failed. */
    FALLBACK,
    /** The deployment asked before it has said at which place it wants to be asked. */
    REDIRECT,
    /** The one before it was slow: both were under way. */
    HEDGE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The {@code reason} column of an attempt. */
    public String word() {
        return word;
    }
}
