package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider may take, and how often a call is tried again.
 *
 * @param call for a whole plain answer
 * @param stream for the first part of a stream and for each next one, as far as the two that follow do not say; else that of a plain answer
 * @param first for the first part of a stream
 * @param next for each next part
 */
public record CallLimits(
        Duration call, Optional<Duration> stream, Retries retries, Optional<Duration> first, Optional<Duration> next) {
    static final Key<Optional<Duration>> CALL = Key.duration("timeout")
            .optional()
            .says("Time for a whole plain call; by default router_settings.timeout, else"
                    + " litellm_settings.request_timeout, else 600 s.");
    static final Key<Optional<Duration>> STREAM = Key.duration("stream_timeout")
            .optional()
            .says("On streams, time to the first byte and from one to the next; by default"
                    + " router_settings.stream_timeout, else the timeout of plain calls.");

    /** LiteLLM's, in its {@code litellm_settings}. */
    private static final Key<Optional<Duration>> GENERAL =
            Key.duration("request_timeout").optional().says("Time for a whole call.");

    private static final Duration USUAL = Duration.ofSeconds(600);

    /** As {@link UpstreamConfig}'s settings, of the whole gateway. */
    static final class OfUpstream {
        static final Key<Optional<Duration>> FIRST = Key.duration("first_token_timeout")
                .min("1ms")
                .optional()
                .says(
                        "On streams, time to the first part of an answer, so that a model that thinks for long is told from one"
                                + " that hangs; by default stream_timeout.");
        static final Key<Optional<Duration>> NEXT = Key.duration("stream_idle_timeout")
                .min("1ms")
                .optional()
                .says("On streams, time from one part to the next; by default stream_timeout.");

        private OfUpstream() {}
    }

    /** The same for all parts of streams. */
    public CallLimits(Duration call, Duration stream, Retries retries) {
        this(call, Optional.of(stream), retries, Optional.empty(), Optional.empty());
    }

    /** Time for the first part of a stream. */
    public Duration firstPart() {
        return first.or(() -> stream).orElse(call);
    }

    /** Time for each next part. */
    public Duration nextPart() {
        return next.or(() -> stream).orElse(call);
    }

    /** As in LiteLLM, 0 says nothing. */
    private static Optional<Duration> said(Section section, Key<Optional<Duration>> key) {
        return section.get(key).filter(time -> !time.isZero());
    }

    static CallLimits readDefaults(Section router, Section litellmSettings, Section upstream) {
        Optional<Duration> general = said(litellmSettings, GENERAL);
        Retries retries = Retries.readDefaults(router, litellmSettings, upstream);
        return new CallLimits(
                said(router, CALL).or(() -> general).orElse(USUAL),
                said(router, STREAM),
                retries,
                upstream.get(OfUpstream.FIRST),
                upstream.get(OfUpstream.NEXT));
    }

    /**
     * With what a request says instead.
     *
     * @param ownCall null for what holds anyway
     * @param ownStream null for that of whole calls, if there is one, else what holds anyway
     */
    public CallLimits with(@Nullable Duration ownCall, @Nullable Duration ownStream) {
        Duration parts = ownStream == null ? ownCall : ownStream;
        return parts == null ? this : new CallLimits(ownCall == null ? call : ownCall, parts, retries);
    }

    /** @param policy retries by kind of failure */
    CallLimits read(Section params, Map<FailureKind, Integer> policy) {
        return new CallLimits(
                said(params, CALL).orElse(call),
                said(params, STREAM).or(() -> stream),
                retries.read(params).with(policy),
                first,
                next);
    }
}
