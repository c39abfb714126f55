package io.callstream.sink.slack;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.failure.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell of a call, without a word of what was said in it.
 *
 * @param eventId tells repeats apart
 * @param time when it happened, by the gateway's clock
 * @param kind what makes it the same news as another
 * @param facts about the call
 */
record Incident(String eventId, Instant time, Fingerprint kind, Facts facts) {
    /** The code of a call that went well and took too long; the gateway has no error of this name. */
    static final String SLOW = "SLOW";

    /**
     * What somebody who looks into it wants to know.
     *
     * @param took how long the call took; null if that is unknown
     */
    record Facts(
            String callId,
            @Nullable String deploymentId,
            Caller caller,
            Statuses statuses,
            @Nullable Duration took) {}

    /** Whose call it was. */
    record Caller(@Nullable String teamId, @Nullable String keyAlias) {}

    /** What the client and the gateway were answered, if they were. */
    record Statuses(@Nullable Integer http, @Nullable Integer provider) {
        static final Statuses NONE = new Statuses(null, null);
    }

    static Incident of(FailureEvent failure) {
        return new Incident(
                failure.getEventId(),
                failure.getEventTime(),
                Fingerprint.of(failure),
                new Facts(
                        failure.getCallId(),
                        failure.getDeploymentId(),
                        new Caller(failure.getTeamId(), failure.getKeyAlias()),
                        new Statuses(failure.getHttpStatus(), failure.getProviderStatus()),
                        duration(failure.getDurationUs())));
    }

    static Incident slow(SuccessEvent success) {
        return new Incident(
                success.getEventId(),
                success.getEventTime(),
                new Fingerprint(SLOW, success.getModelGroup(), success.getProvider(), "provider"),
                new Facts(
                        success.getCallId(),
                        success.getDeploymentId(),
                        new Caller(success.getTeamId(), success.getKeyAlias()),
                        Statuses.NONE,
                        duration(success.getDurationUs())));
    }

    private static @Nullable Duration duration(@Nullable Long micros) {
        return micros == null ? null : Duration.ofNanos(micros * 1_000);
    }

    AlertType type() {
        return isSlow() ? AlertType.LLM_TOO_SLOW : AlertType.LLM_EXCEPTIONS;
    }

    boolean isSlow() {
        return kind.errorCode().equals(SLOW);
    }

    /** The provider refuses the deployment's key: nothing works until somebody acts. */
    boolean isKeyRefused() {
        return kind.errorCode().equals("PROVIDER_AUTHENTICATION");
    }

    /** The provider is at fault, and not with this request: it broke down, was silent or could not be reached. */
    boolean isBreakdown() {
        Integer status = facts.statuses().provider();
        boolean itsFault = kind.origin().equals("provider") || kind.origin().equals("network");
        return itsFault && !isSlow() && (status == null || status >= 500 || status == 408);
    }
}
