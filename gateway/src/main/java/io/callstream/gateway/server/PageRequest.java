package io.callstream.gateway.server;

import io.callstream.gateway.auth.Admission;
import io.callstream.json.Slice;
import java.util.Map;

/**
 * What a page is asked.
 *
 * @param path without the query
 * @param variable what stood in the place of {@code *} in the service's path; empty when it has none
 * @param query fields behind the question mark; of one that stands twice the last counts
 * @param body empty unless it was posted
 * @param caller who has been admitted
 */
public record PageRequest(
        String path, String variable, Map<String, String> query, Slice body, Admission.Admitted caller) {
    public PageRequest {
        query = Map.copyOf(query);
    }
}
