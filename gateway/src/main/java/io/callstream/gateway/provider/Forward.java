package io.callstream.gateway.provider;

import org.jspecify.annotations.Nullable;

/**
 * What goes on to a provider with its own method, path or kind of body.
 *
 * @param rest of the path, below that of the operation; empty for none
 * @param query without the question mark; empty for none
 * @param contentType of the body; null when there is none
 */
public record Forward(
        String method, String rest, String query, @Nullable String contentType, ProviderBody body) {
    /** A post to the operation's own path. */
    public static Forward post(String contentType, ProviderBody body) {
        return new Forward("POST", "", "", contentType, body);
    }

    /** The target of the request, by that of its operation. */
    public String below(String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String own = question < 0 ? "" : target.substring(question + 1);
        String all = own.isEmpty() || query.isEmpty() ? own + query : own + "&" + query;
        return path + rest + (all.isEmpty() ? "" : "?" + all);
    }
}
