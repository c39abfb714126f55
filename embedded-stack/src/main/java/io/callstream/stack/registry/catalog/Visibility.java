package io.callstream.stack.registry.catalog;

/** Which versions an operation sees. */
public enum Visibility {
    LIVE,
    LIVE_AND_DELETED,
    DELETED;

    boolean shows(SchemaVersion version) {
        return this == LIVE_AND_DELETED || version.deleted() == (this == DELETED);
    }
}
