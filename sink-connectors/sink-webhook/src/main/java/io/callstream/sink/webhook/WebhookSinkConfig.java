package io.callstream.sink.webhook;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where requests go and what they look like.
 *
 * @param target address and headers that are the same for all
 * @param perEvent headers that say something of the event; only where a request carries one
 * @param signing how requests are signed
 * @param shape what a request carries
 * @param http timeout and compression
 */
public record WebhookSinkConfig(
        Target target, List<HeaderTemplate> perEvent, Signing signing, Shape shape, HttpOptions http) {
    static final Key<URI> URL =
            Key.url("url").orVariables("GENERIC_LOGGER_ENDPOINT").required().says("Where to post.");
    static final Key<Mode> MODE = Key.choice("mode", Mode.class)
            .byDefault("batch")
            .says(
                    "`batch`: `{\"events\":[...]}`; `json_array`: `[...]`; `ndjson`: an event a line; `single`: a request per"
                            + " event, the event itself as the body.");
    static final Key<PayloadKind> PAYLOAD = Key.choice("payload", PayloadKind.class)
            .byDefault("event")
            .says("`event`: every column; `standard_logging_payload`: what LiteLLM's generic API logger sends.");
    static final Key<Optional<Secret>> SECRET = Key.secret("secret").optional().says("Signs each request.");
    static final Key<Signing.Scheme> SIGNATURE = Key.choice("signature", Signing.Scheme.class)
            .byDefault("callstream")
            .says("`callstream`: `X-Callstream-Signature`; `standard_webhooks`: as"
                    + " [standardwebhooks.com](https://www.standardwebhooks.com) has it.");
    static final Key<Boolean> GZIP = Key.flag("gzip").byDefault("false").says("Compresses bodies.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    static WebhookSinkConfig read(SinkSettings settings) {
        Mode mode = settings.get(MODE);
        HeaderSettings headers = HeaderSettings.read(settings, mode);
        return new WebhookSinkConfig(
                new Target(settings.get(URL), headers.fixed()),
                headers.perEvent(),
                signing(settings),
                new Shape(mode, settings.get(PAYLOAD)),
                HttpOptions.of(settings.get(TIMEOUT), settings.get(GZIP)));
    }

    private static Signing signing(SinkSettings settings) {
        Signing signing = new Signing(settings.get(SECRET), settings.get(SIGNATURE));
        if (!signing.fits()) {
            settings.problem(SECRET, "is not of the form that signature: standard_webhooks needs (whsec_ and base64)");
        }
        return signing;
    }

    public WebhookSinkConfig {
        perEvent = List.copyOf(perEvent);
        if (!perEvent.isEmpty() && shape.mode() != Mode.SINGLE) {
            throw new IllegalArgumentException("headers that name an event need requests of one event");
        }
    }

    /**
     * @param mode how many events there are, and what is around them
     * @param payload what an event looks like
     */
    record Shape(Mode mode, PayloadKind payload) {}

    /** How many events a request carries. */
    enum Mode {
        /** As many as there are: {@code {"events":[...]}}. */
        BATCH,
        /** One: the event itself is the body. */
        SINGLE,
        /** As many as there are: {@code [...]}. */
        JSON_ARRAY,
        /** As many as there are, each on a line of its own. */
        NDJSON
    }

    /** What an event looks like. */
    enum PayloadKind {
        /** Every column of the event. */
        EVENT,
        /** What LiteLLM's generic API logger sends. */
        STANDARD_LOGGING_PAYLOAD
    }
}
