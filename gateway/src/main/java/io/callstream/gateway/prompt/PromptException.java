package io.callstream.gateway.prompt;

import io.callstream.gateway.error.CallError;

/** A prompt that a request asks for cannot be given. Has no stack trace, because clients can cause it at any rate. */
public final class PromptException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient CallError error;

    public PromptException(CallError error) {
        super(error.recorded(), null, false, false);
        this.error = error;
    }

    public CallError error() {
        return error;
    }
}
