package io.callstream.gateway.route;

import io.callstream.gateway.config.FailureKind;
import io.callstream.gateway.error.GatewayError;
import org.jspecify.annotations.Nullable;

/** Which failures are a deployment's, and of which kind. */
final class Failures {
    private static final int FIRST_ERROR = 400;

    private Failures() {}

    /** Null for what is no deployment's doing. */
    static @Nullable FailureKind kind(GatewayError error) {
        return switch (error) {
            case RATE_LIMITED -> FailureKind.RATE_LIMIT;
            case PROVIDER_TIMEOUT -> FailureKind.TIMEOUT;
            case PROVIDER_AUTHENTICATION, PROVIDER_CREDENTIALS -> FailureKind.AUTHENTICATION;
            case CONTENT_POLICY_VIOLATION -> FailureKind.CONTENT_POLICY;
            case PROVIDER_REJECTED, PROVIDER_CONFLICT, CONTEXT_WINDOW_EXCEEDED -> FailureKind.BAD_REQUEST;
            case PROVIDER_ERROR, PROVIDER_UNREACHABLE, PROVIDER_UNAVAILABLE, PROVIDER_PROTOCOL, STREAM_INTERRUPTED ->
                FailureKind.INTERNAL_SERVER;
            default -> null;
        };
    }

    /** The status that a failure counts as: also what failed under a good one, or without any. */
    static int status(GatewayError error, int answered) {
        return answered >= FIRST_ERROR ? answered : error.httpStatus();
    }
}
