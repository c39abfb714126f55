package io.callstream.stack.registry.catalog;

/** Every refusal of the registry, with the HTTP status and the error code that Confluent's API gives it. */
public enum RegistryError {
    SUBJECT_NOT_FOUND(404, 40401),
    VERSION_NOT_FOUND(404, 40402),
    SCHEMA_NOT_FOUND(404, 40403),
    SUBJECT_SOFT_DELETED(404, 40404),
    SUBJECT_NOT_SOFT_DELETED(404, 40405),
    VERSION_SOFT_DELETED(404, 40406),
    VERSION_NOT_SOFT_DELETED(404, 40407),
    LEVEL_NOT_SET(404, 40408),
    MODE_NOT_SET(404, 40409),
    INCOMPATIBLE(409, 409),
    INVALID_SCHEMA(422, 42201),
    INVALID_VERSION(422, 42202),
    INVALID_LEVEL(422, 42203),
    NOT_PERMITTED(422, 42205),
    STORE_FAILED(500, 50001);

    private final int status;
    private final int code;

    RegistryError(int status, int code) {
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public int code() {
        return code;
    }

    /** The exception that carries this refusal to the caller. */
    public RefusedException because(String message) {
        return new RefusedException(this, message);
    }
}
