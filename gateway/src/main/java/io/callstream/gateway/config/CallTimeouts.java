package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.Optional;

/** How long a provider may take. */
public record CallTimeouts(Duration call, Duration stream) {
    static final Key<Optional<Duration>> CALL = Key.duration("timeout")
            .optional()
            .says("Time for a whole plain call; by default router_settings.timeout, else"
                    + " litellm_settings.request_timeout, else 600 s.");
    static final Key<Optional<Duration>> STREAM = Key.duration("stream_timeout")
            .optional()
            .says("On streams, time to the first byte and from one to the next; by default"
                    + " router_settings.stream_timeout, else the timeout of plain calls.");

    /** LiteLLM's, in its {@code litellm_settings}. */
    private static final Key<Duration> GENERAL =
            Key.duration("request_timeout").byDefault("600s").says("Time for a whole call.");

    static CallTimeouts readDefaults(Section router, Section litellmSettings) {
        Duration general = litellmSettings.get(GENERAL);
        Duration call = router.get(CALL).orElse(general);
        return new CallTimeouts(call, router.get(STREAM).orElse(call));
    }

    CallTimeouts read(Section params) {
        Optional<Duration> own = params.get(CALL);
        return new CallTimeouts(own.orElse(call), params.get(STREAM).orElse(own.orElse(stream)));
    }
}
