package io.callstream.sink.lunary;

import io.callstream.sink.http.Target;
import java.time.Duration;

/**
 * Where runs go.
 *
 * @param target the ingestion endpoint, with the key
 * @param timeout from the start of a request to the end of its answer
 */
public record LunarySinkConfig(Target target, Duration timeout) {}
