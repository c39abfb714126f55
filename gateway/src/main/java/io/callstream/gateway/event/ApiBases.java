package io.callstream.gateway.event;

import io.callstream.gateway.config.Deployment;
import java.net.URI;
import java.util.IdentityHashMap;
import java.util.Map;

/** A deployment's address as it may be told: without user, password and query, any of which may hold a credential. */
final class ApiBases {
    private final Map<Deployment, String> known = new IdentityHashMap<>();

    String of(Deployment deployment) {
        String base = known.get(deployment);
        if (base == null) {
            base = withoutCredentials(deployment.apiBase());
            known.put(deployment, base);
        }
        return base;
    }

    static String withoutCredentials(URI uri) {
        StringBuilder base = new StringBuilder();
        base.append(uri.getScheme()).append("://").append(uri.getHost());
        if (uri.getPort() >= 0) {
            base.append(':').append(uri.getPort());
        }
        return base.append(uri.getRawPath() == null ? "" : uri.getRawPath()).toString();
    }
}
