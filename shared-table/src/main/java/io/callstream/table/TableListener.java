package io.callstream.table;

import org.jspecify.annotations.Nullable;

/** Is told what a key's value is now. */
@FunctionalInterface
public interface TableListener {
    /** @param value null when the key has been removed */
    void changed(String key, byte @Nullable [] value);
}
