package io.callstream.sink.honeyhive;

import io.callstream.settings.Key;
import io.callstream.settings.KeyDraft;
import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.Addresses;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
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
    static final Key<Secret> API_KEY = Key.secret("api_key")
            .orVariables("HONEYHIVE_API_KEY", "HH_API_KEY")
            .required()
            .says("Sent as bearer token.");
    static final Key<Optional<String>> PROJECT = Key.text("project")
            .orVariables("HONEYHIVE_PROJECT", "HH_PROJECT")
            .optional()
            .says("Goes along as metadata; HoneyHive itself takes the project from the key.");
    static final Key<String> ENVIRONMENT = Key.text("environment")
            .orVariables("HONEYHIVE_ENVIRONMENT", "HH_SOURCE")
            .byDefault("production")
            .says("Becomes `source`.");
    static final Key<URI> API_URL = Key.url("api_url")
            .orVariables("HONEYHIVE_API_URL", "HH_API_URL", "HONEYHIVE_SERVER_URL")
            .byDefault("https://api.honeyhive.ai")
            .says("Address of your data plane; `/v1/events/batch` is put behind it.");
    static final Key<Boolean> MESSAGE_CONTENT = flag("capture_message_content")
            .orVariables("HONEYHIVE_CAPTURE_CONTENT")
            .byDefault("true")
            .says("What people and models wrote.");
    static final Key<Boolean> HEADERS = flag("capture_headers")
            .orVariables("HONEYHIVE_CAPTURE_HEADERS")
            .byDefault("false")
            .says("The request headers that the gateway keeps (`callstream.request_headers`).");
    static final Key<Boolean> RAW_REQUEST = flag("capture_raw_request")
            .orVariables("HONEYHIVE_CAPTURE_RAW")
            .byDefault("false")
            .says("Request and response bodies as they are, in the metadata.");
    static final Key<Map<String, String>> ATTRIBUTES =
            Key.textMap("custom_attributes").byDefault(Map.of(), "").says("Names and texts, put on every event.");
    static final Key<Boolean> DEBUG = flag("debug")
            .orVariables("HONEYHIVE_DEBUG")
            .byDefault("false")
            .says("One log line a request: how many events, what was answered; never content.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    static HoneyHiveSinkConfig read(SinkSettings settings) {
        URI batches = Addresses.below(settings.get(API_URL), "/v1/events/batch");
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + settings.get(API_KEY).reveal());
        return new HoneyHiveSinkConfig(
                new Target(batches, headers),
                new Labels(settings.get(PROJECT), settings.get(ENVIRONMENT), settings.get(ATTRIBUTES)),
                new Capture(settings.get(MESSAGE_CONTENT), settings.get(HEADERS), settings.get(RAW_REQUEST)),
                settings.get(DEBUG),
                settings.get(TIMEOUT));
    }

    /** As HoneyHive's own clients write it. */
    private static KeyDraft<Boolean> flag(String name) {
        return Key.scalar(name, said -> switch (said.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw new IllegalArgumentException("is '" + said + "' (expected true or false)");
        });
    }

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
