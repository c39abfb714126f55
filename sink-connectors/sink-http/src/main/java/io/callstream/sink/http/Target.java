package io.callstream.sink.http;

import java.net.URI;
import java.util.Map;

/**
 * Where requests go. Address and headers often are or hold secrets, so it never prints them.
 *
 * @param uri the whole address
 * @param headers sent with every request, such as authorization
 */
public record Target(URI uri, Map<String, String> headers) {
    public Target {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "Target[host=" + uri.getHost() + "]";
    }
}
