package io.callstream.sink.athina;

import io.callstream.sink.http.Target;
import java.time.Duration;

/**
 * Where logs go.
 *
 * @param target the log endpoint, with the key
 * @param timeout from the start of a request to the end of its answer
 */
public record AthinaSinkConfig(Target target, Duration timeout) {}
