package io.callstream.recipes.alert;

import io.callstream.sink.http.HttpOptions;
import java.net.URI;

/**
 * Where alerts go.
 *
 * @param url a webhook that takes {@code {"text": "..."}}; whoever knows it can post, so it is never printed
 * @param http how requests are made
 */
public record AlertConfig(URI url, HttpOptions http) {
    @Override
    public String toString() {
        return "AlertConfig[" + http + "]";
    }
}
