package io.callstream.gateway.chat;

import org.jspecify.annotations.Nullable;

/** A request, or a part of it, that a provider cannot take. The message is for the client and may name what it sent, as far as that is short. */
public final class UnsupportedRequestException extends Exception {
    private static final long serialVersionUID = 1;

    private static final int LONGEST = 1_000;

    private final @Nullable String param;

    /** @param param the field that cannot be taken; null when it is no single one */
    public UnsupportedRequestException(@Nullable String param, String message) {
        super(message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message, null, false, false);
        this.param = param;
    }

    public @Nullable String param() {
        return param;
    }
}
