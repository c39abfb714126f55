package io.callstream.gateway.call;

import io.callstream.gateway.provider.Destination;
import java.util.HashSet;
import java.util.Set;

/**
 * The models whose provider refuses to be asked for a stream's usage, found out by asking. Bounded, since names of models
 * may come from clients; for one event loop.
 */
final class UsageRefusals {
    private static final int MOST = 1024;

    private final Set<Refuser> known = new HashSet<>();

    private record Refuser(String deployment, String model) {}

    void add(Destination destination) {
        if (known.size() < MOST) {
            known.add(refuser(destination));
        }
    }

    boolean holds(Destination destination) {
        return !known.isEmpty() && known.contains(refuser(destination));
    }

    private static Refuser refuser(Destination destination) {
        return new Refuser(
                destination.target().deployment().id(), destination.model().name());
    }
}
