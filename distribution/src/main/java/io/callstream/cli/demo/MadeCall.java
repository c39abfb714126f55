package io.callstream.cli.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * A call as its client saw it.
 *
 * @param callId the id in the response headers; empty when there was none
 * @param status the HTTP status; 0 when there was no answer
 * @param frames server-sent events read, without the final {@code [DONE]}
 * @param endedAt when the client had read the last byte, or hung up
 * @param took from sending to then
 */
record MadeCall(DemoCall call, String callId, int status, int frames, Instant endedAt, Duration took) {}
