package io.callstream.gateway.api;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.ErrorBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The APIs that clients may call by. Safe for use by several threads. */
public final class ClientApis {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final List<ClientApi> apis;

    public ClientApis(List<ClientApi> apis) {
        this.apis = List.copyOf(apis);
    }

    /** Methods by which a path calls something. */
    public List<String> methods(String path) {
        return METHODS.stream().filter(method -> find(method, path, "") != null).toList();
    }

    /**
     * What a request calls; null when it calls nothing.
     *
     * @param query of its target, without the question mark
     */
    public @Nullable Endpoint find(String method, String path, String query) {
        for (int i = 0; i < apis.size(); i++) {
            Endpoint found = apis.get(i).find(method, path, query);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** An error in the form that whoever asks for a path understands: most understand OpenAI's. */
    public byte[] errorBody(String path, CallError error) {
        return apis.stream()
                .filter(api -> api.isAskedBy(path))
                .findFirst()
                .map(api -> api.errorBody(error))
                .orElseGet(() -> ErrorBody.of(error));
    }
}
