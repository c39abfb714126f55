package io.callstream.sink.s3;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where objects are.
 *
 * @param endpoint of the store, without the bucket
 * @param name of the bucket
 * @param region as requests are signed for
 * @param pathStyle whether the bucket is the first part of the path, rather than of the host's name
 */
public record Bucket(URI endpoint, String name, String region, boolean pathStyle) {
    /** @param key of the object, its slashes kept, other characters escaped */
    URI address(String key) {
        return URI.create(root() + "/" + UriEscapes.path(key));
    }

    /** @param query its values unescaped, in the order of names */
    URI listing(Map<String, String> query) {
        return URI.create(root() + "/?"
                + query.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + UriEscapes.value(pair.getValue()))
                        .collect(Collectors.joining("&")));
    }

    private String root() {
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        String host = pathStyle ? endpoint.getHost() : name + "." + endpoint.getHost();
        String base = endpoint.getRawPath() == null ? "" : endpoint.getRawPath().replaceAll("/+$", "");
        String bucket = pathStyle ? "/" + UriEscapes.path(name) : "";
        return endpoint.getScheme() + "://" + host + port + base + bucket;
    }
}
