package io.callstream.sink.http;

import java.net.URI;

/** Puts addresses together. */
public final class Addresses {
    private Addresses() {}

    /**
     * The base with the path behind it, whether or not the base ends with a slash.
     *
     * @param path with a slash first
     */
    public static URI below(URI base, String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }
}
