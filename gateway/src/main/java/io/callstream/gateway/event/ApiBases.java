package io.callstream.gateway.event;

import io.callstream.gateway.config.Deployment;
import io.callstream.settings.HostPort;
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
        String server = HostPort.of(uri).map(HostPort::toString).orElse("");
        return uri.getScheme() + "://" + server + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }
}
