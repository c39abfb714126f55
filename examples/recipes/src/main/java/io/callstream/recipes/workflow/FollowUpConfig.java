package io.callstream.recipes.workflow;

import io.callstream.settings.Secret;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.util.Map;

/**
 * When to follow up, and where.
 *
 * @param queue takes tickets
 * @param token the queue's
 * @param metadataKey under which the caller names the ticket
 * @param word what an answer has to say, in any case
 * @param http how requests are made
 */
public record FollowUpConfig(URI queue, Secret token, String metadataKey, String word, HttpOptions http) {
    Target target() {
        return new Target(queue, Map.of("Authorization", "Bearer " + token.reveal()));
    }
}
