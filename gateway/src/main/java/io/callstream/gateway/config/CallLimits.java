package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a provider may take, and how often a call is tried again. */
public record CallLimits(Duration call, Duration stream, Retries retries) {
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

    static CallLimits readDefaults(Section router, Section litellmSettings, Section upstream) {
        Duration general = litellmSettings.get(GENERAL);
        Duration call = router.get(CALL).orElse(general);
        Retries retries = Retries.readDefaults(router, litellmSettings, upstream);
        return new CallLimits(call, router.get(STREAM).orElse(call), retries);
    }

    /**
     * With what a request says instead.
     *
     * @param ownCall null for what holds anyway
     * @param ownStream null for that of whole calls, if there is one, else what holds anyway
     */
    public CallLimits with(@Nullable Duration ownCall, @Nullable Duration ownStream) {
        Duration parts = ownStream == null ? ownCall : ownStream;
        return new CallLimits(ownCall == null ? call : ownCall, parts == null ? stream : parts, retries);
    }

    /** @param policy retries by kind of failure */
    CallLimits read(Section params, Map<FailureKind, Integer> policy) {
        Optional<Duration> own = params.get(CALL);
        return new CallLimits(
                own.orElse(call),
                params.get(STREAM).orElse(own.orElse(stream)),
                retries.read(params).with(policy));
    }
}
