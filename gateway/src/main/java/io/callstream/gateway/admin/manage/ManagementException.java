package io.callstream.gateway.admin.manage;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import org.jspecify.annotations.Nullable;

/** A request to the management API that is refused, and the answer it gets. */
final class ManagementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CallError error;

    ManagementException(CallError error) {
        super(error.recorded());
        this.error = error;
    }

    static ManagementException bad(String message, @Nullable String param) {
        return new ManagementException(new CallError(GatewayError.BAD_ENTITY, message, param));
    }

    static ManagementException notFound(String message, String param) {
        return new ManagementException(new CallError(GatewayError.ENTITY_NOT_FOUND, message, param));
    }

    CallError error() {
        return error;
    }
}
