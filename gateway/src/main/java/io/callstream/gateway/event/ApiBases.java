package io.callstream.gateway.event;

import io.callstream.gateway.config.Deployment;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A deployment's address as it may be recorded: without user, password and query, any of which may hold a credential. */
final class ApiBases {
    private static final int MOST = 10_000;

    private final Map<Deployment, String> known = new IdentityHashMap<>();

    /** Null for one that is not known, as of a call that somebody else made. */
    @Nullable String of(Deployment deployment) {
        String base = known.get(deployment);
        if (base == null && deployment.apiBase().getScheme() != null) {
            base = deployment.shownBase();
            if (known.size() >= MOST) {
                known.clear(); // deployments of others come and go
            }
            known.put(deployment, base);
        }
        return base;
    }
}
