package io.callstream.sink.helicone;

import io.callstream.sink.http.Target;
import java.time.Duration;

/**
 * Where logs go.
 *
 * @param target the address of the log endpoint, with the key
 * @param timeout from the start of a request to the end of its answer
 * @param concurrency logs under way at once, since a request carries one
 */
public record HeliconeSinkConfig(Target target, Duration timeout, int concurrency) {}
