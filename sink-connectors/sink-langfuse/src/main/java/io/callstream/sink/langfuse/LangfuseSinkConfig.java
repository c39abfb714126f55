package io.callstream.sink.langfuse;

import io.callstream.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A Langfuse project.
 *
 * @param baseUrl the server, such as {@code https://cloud.langfuse.com}
 * @param publicKey the project's public key
 * @param secretKey the project's secret key
 * @param labels what every call is marked with
 * @param timeout from the start of a request to the end of its answer
 */
public record LangfuseSinkConfig(URI baseUrl, String publicKey, Secret secretKey, Labels labels, Duration timeout) {
    /**
     * @param environment Langfuse's environment; lower case, digits, dashes and underscores
     * @param release version of what makes the calls
     */
    public record Labels(Optional<String> environment, Optional<String> release) {}
}
