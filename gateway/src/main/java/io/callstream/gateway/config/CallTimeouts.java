package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.time.Duration;

/** How long a provider may take. */
public record CallTimeouts(
        @Setting(
                key = "model_list[].litellm_params.timeout",
                says = "Time for a whole plain call; by default router_settings.timeout, else"
                        + " litellm_settings.request_timeout, else 600 s.")
        Duration call,

        @Setting(
                key = "model_list[].litellm_params.stream_timeout",
                says = "On streams, time to the first byte and from one to the next; by default"
                        + " router_settings.stream_timeout, else the timeout of plain calls.")
        Duration stream) {
    private static final Duration DEFAULT = Duration.ofSeconds(600);

    static CallTimeouts readDefaults(Section router, Section litellmSettings) {
        Duration general = litellmSettings.duration("request_timeout", DEFAULT);
        Duration call = router.duration("timeout", general);
        return new CallTimeouts(call, router.duration("stream_timeout", call));
    }

    CallTimeouts read(Section params) {
        Duration own = params.duration("timeout", call);
        return new CallTimeouts(own, params.duration("stream_timeout", params.has("timeout") ? own : stream));
    }
}
