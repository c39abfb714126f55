package io.callstream.gateway.dialect.gemini;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where Gemini's models answer. */
@FunctionalInterface
public interface GeminiPaths {
    /** @param method of the model, such as {@code generateContent}, with what follows it */
    String path(String model, String method);

    /** A model's name as a part of a path. */
    static String segment(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Below an address of which people write the server, or its version too.
     *
     * @param version for an address that has none, such as {@code /v1beta}
     */
    static String stem(URI base, String version) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return stem.matches(".*/v1(beta|alpha)?1?") ? stem : stem + version;
    }
}
