package io.callstream.sink.failure;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its oldest entries above a size. For one thread. */
public final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    /** @param most entries kept */
    public Recent(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
