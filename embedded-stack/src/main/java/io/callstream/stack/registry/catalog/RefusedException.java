package io.callstream.stack.registry.catalog;

/** The registry refuses an operation, for a reason its caller is told. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RegistryError error;
    private final String reason;

    RefusedException(RegistryError error, String reason) {
        super(reason);
        this.error = error;
        this.reason = reason;
    }

    public RegistryError error() {
        return error;
    }

    public String reason() {
        return reason;
    }
}
