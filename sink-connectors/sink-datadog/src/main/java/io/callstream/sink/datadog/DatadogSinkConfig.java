package io.callstream.sink.datadog;

import io.callstream.sink.http.Target;
import java.time.Duration;

/**
 * Where calls go and what they are marked with.
 *
 * @param target the intake, with the key
 * @param labels put on every log or span
 * @param timeout from the start of a request to the end of its answer
 */
public record DatadogSinkConfig(Target target, Labels labels, Duration timeout) {}
