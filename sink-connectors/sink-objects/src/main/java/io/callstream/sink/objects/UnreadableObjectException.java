package io.callstream.sink.objects;

import java.io.IOException;

/** An object whose name is one of ours and whose bytes are not: damaged, or another's. It is left as it is. */
public final class UnreadableObjectException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableObjectException(Throwable cause) {
        super(cause.getClass().getSimpleName(), cause);
    }
}
