package io.callstream.gateway.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The APIs that clients may call by. Safe for use by several threads. */
public final class ClientApis {
    private final List<ClientApi> apis;

    public ClientApis(List<ClientApi> apis) {
        this.apis = List.copyOf(apis);
    }

    /** What a path calls; null when it calls nothing. */
    public @Nullable Endpoint find(String path) {
        for (int i = 0; i < apis.size(); i++) {
            Endpoint found = apis.get(i).find(path);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
