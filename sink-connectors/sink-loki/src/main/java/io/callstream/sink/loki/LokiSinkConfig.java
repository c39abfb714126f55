package io.callstream.sink.loki;

import io.callstream.sink.http.Target;
import java.time.Duration;
import java.util.List;

/**
 * A tenant of a Loki.
 *
 * @param target its push address and credentials
 * @param labels which stream an event belongs to
 * @param metadata columns that go with a line as structured metadata
 * @param longestLine bytes of a line; a longer one is sent without what was said
 * @param timeout from the start of a request to the end of its answer
 */
public record LokiSinkConfig(
        Target target, StreamLabels labels, List<String> metadata, int longestLine, Duration timeout) {
    public LokiSinkConfig {
        metadata = List.copyOf(metadata);
    }
}
