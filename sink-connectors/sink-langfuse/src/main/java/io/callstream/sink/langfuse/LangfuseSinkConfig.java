package io.callstream.sink.langfuse;

import io.callstream.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A Langfuse project.
 *
 * @param baseUrl the server, such as {@code https://cloud.langfuse.com}
 * @param keys the project's keys
 * @param labels what every call is marked with
 * @param sample which traces are sent
 * @param timeout from the start of a request to the end of its answer
 */
public record LangfuseSinkConfig(URI baseUrl, Keys keys, Labels labels, Sample sample, Duration timeout) {
    /**
     * @param environment Langfuse's environment; lower case, digits, dashes and underscores
     * @param release version of what makes the calls
     * @param defaultTags facts that every trace is tagged with
     */
    record Labels(Optional<String> environment, Optional<String> release, Set<DefaultTag> defaultTags) {
        Labels {
            defaultTags = Collections.unmodifiableSet(new LinkedHashSet<>(defaultTags));
        }
    }

    /** The project's keys. */
    record Keys(String publicKey, Secret secretKey) {}
}
