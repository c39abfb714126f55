package io.callstream.gateway.chat;

import org.jspecify.annotations.Nullable;

/** A request, or a part of it, that a provider cannot take. The message is for the client and may name what it sent. */
public final class UnsupportedRequestException extends Exception {
    private static final long serialVersionUID = 1;

    private final @Nullable String param;

    /** @param param the field that cannot be taken; null when it is no single one */
    public UnsupportedRequestException(@Nullable String param, String message) {
        super(message, null, false, false);
        this.param = param;
    }

    public @Nullable String param() {
        return param;
    }
}
