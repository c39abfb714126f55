package io.callstream.sink.langfuse;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
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
    static final Key<String> PUBLIC_KEY =
            Key.text("public_key").orVariables("LANGFUSE_PUBLIC_KEY").required().says("The project's public key.");
    static final Key<Secret> SECRET_KEY = Key.secret("secret_key")
            .orVariables("LANGFUSE_SECRET_KEY")
            .required()
            .says("The project's secret key.");
    static final Key<URI> BASE_URL = Key.url("base_url")
            .orVariables("LANGFUSE_BASE_URL", "LANGFUSE_BASEURL", "LANGFUSE_HOST", "LANGFUSE_OTEL_HOST")
            .byDefault("https://cloud.langfuse.com")
            .says("The server.");
    static final Key<Optional<String>> ENVIRONMENT = Key.text("environment")
            .expecting(
                    said -> said.matches("(?!langfuse)[a-z0-9_-]{1,40}"),
                    "lower case, digits, - and _, at most 40, not beginning with langfuse")
            .orVariables("LANGFUSE_TRACING_ENVIRONMENT")
            .optional()
            .says("Marks every call.");
    static final Key<Optional<String>> RELEASE =
            Key.text("release").orVariables("LANGFUSE_RELEASE").optional().says("Marks every call.");
    static final Key<Set<DefaultTag>> DEFAULT_TAGS = Key.texts("default_tags")
            .as(DefaultTag::ofAll)
            .byDefault(Set.of(), "")
            .says("Facts that become tags: any of " + DefaultTag.words() + ".");
    static final Key<Double> SAMPLE_RATE = Key.decimal("sample_rate")
            .min("0")
            .max("1")
            .orVariables("LANGFUSE_SAMPLE_RATE")
            .byDefault("1")
            .says("Part of the traces that is sent, by trace id as OpenTelemetry's clients do it.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    static LangfuseSinkConfig read(SinkSettings settings) {
        return new LangfuseSinkConfig(
                settings.get(BASE_URL),
                new Keys(settings.get(PUBLIC_KEY), settings.get(SECRET_KEY)),
                new Labels(settings.get(ENVIRONMENT), settings.get(RELEASE), settings.get(DEFAULT_TAGS)),
                new Sample(settings.get(SAMPLE_RATE)),
                settings.get(TIMEOUT));
    }

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
