package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Which statuses an answer of a provider can have. */
final class AnswerStatus {
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int MOST_CHARACTERS = 200;

    private AnswerStatus() {}

    /**
     * Why an answer of this status is none; null when it may be one.
     *
     * @param mayBeEmpty whether an answer may have no body
     */
    static @Nullable CallError wrong(int status, HttpHeaders headers, boolean mayBeEmpty) {
        boolean empty = status == NO_CONTENT || status == RESET_CONTENT;
        boolean good = status >= 200 && status < 300 && (mayBeEmpty || !empty);
        if (good || status >= 400 && status < 600) {
            return null;
        }
        String location = headers.get(HttpHeaderNames.LOCATION);
        String message = status >= 300 && status < 400 && location != null
                ? "The provider redirected the call (status " + status + ") to " + place(location)
                        + ", which is not followed: set the deployment's api_base to the address that answers."
                : "The provider answered with status " + status + ", which no answer to a call can have.";
        return new CallError(GatewayError.PROVIDER_PROTOCOL, message);
    }

    /** Without anything that may be secret in it. */
    private static String place(String location) {
        try {
            URI uri = new URI(location.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme() + ":";
            String authority = uri.getHost() == null ? "" : scheme + "//" + uri.getHost() + port(uri);
            String place = authority + (uri.getRawPath() == null ? "" : uri.getRawPath());
            return place.length() > MOST_CHARACTERS ? place.substring(0, MOST_CHARACTERS) + "…" : place;
        } catch (URISyntaxException e) {
            return "an address that is none"; // what a provider sends need not be a URI
        }
    }

    private static String port(URI uri) {
        return uri.getPort() < 0 ? "" : ":" + uri.getPort();
    }
}
