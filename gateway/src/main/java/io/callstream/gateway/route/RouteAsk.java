package io.callstream.gateway.route;

import io.callstream.gateway.provider.CallerRouting;
import java.util.List;

/**
 * What one call asks of the router.
 *
 * @param model the name that the client asks for
 * @param stream whether it wants a stream
 * @param retries that the request itself allows; {@link #UNSAID} to leave it to the configuration
 * @param said what else the request says
 * @param tags of the call, where deployments are chosen by them
 * @param bytes of the request's body
 */
public record RouteAsk(String model, boolean stream, int retries, CallerRouting said, List<String> tags, long bytes) {
    /** The request says nothing about retries. */
    public static final int UNSAID = -1;

    /** A plain call that says nothing but its model. */
    public static RouteAsk of(String model) {
        return of(model, UNSAID);
    }

    public static RouteAsk of(String model, int retries) {
        return new RouteAsk(model, false, retries, CallerRouting.NONE, List.of(), 0);
    }
}
