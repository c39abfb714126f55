package io.callstream.gateway.route;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which deployments of a group have failed a call; takes no memory until one has. For one thread. */
final class FailedDeployments {
    private final int size;
    private @Nullable BitSet failed;

    FailedDeployments(int size) {
        this.size = size;
    }

    void add(int member) {
        if (failed == null) {
            failed = new BitSet(size);
        }
        failed.set(member);
    }

    boolean has(int member) {
        return failed != null && failed.get(member);
    }

    boolean none() {
        return failed == null || failed.isEmpty();
    }

    void clear() {
        failed = null;
    }
}
