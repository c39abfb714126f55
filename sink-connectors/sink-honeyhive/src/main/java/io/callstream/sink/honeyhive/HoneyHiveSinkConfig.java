package io.callstream.sink.honeyhive;

import io.callstream.sink.http.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where events go and what they hold.
 *
 * @param target the batch endpoint, with the key
 * @param labels put on every event
 * @param capture what is told beside the facts
 * @param debug one log line a request, without content
 * @param timeout from the start of a request to the end of its answer
 */
public record HoneyHiveSinkConfig(Target target, Labels labels, Capture capture, boolean debug, Duration timeout) {
    /**
     * What every event is marked with.
     *
     * @param project for people: HoneyHive itself takes the project from the key
     * @param environment becomes {@code source}
     * @param attributes become metadata
     */
    public record Labels(Optional<String> project, String environment, Map<String, String> attributes) {
        public Labels {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * What is told.
     *
     * @param content what people and models wrote
     * @param headers the request headers that the gateway keeps
     * @param raw request and response bodies as they are
     */
    public record Capture(boolean content, boolean headers, boolean raw) {}
}
