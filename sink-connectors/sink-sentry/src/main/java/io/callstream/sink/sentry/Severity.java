package io.callstream.sink.sentry;

import io.callstream.events.FailureEvent;
import io.callstream.sink.AlertEvent;

/** How bad a failure or an alert is, in Sentry's words. */
final class Severity {
    private static final int FIRST_ERROR = 400;

    private Severity() {}

    /** One of {@code fatal}, {@code error}, {@code warning} and {@code info}. */
    static String of(FailureEvent failure) {
        return switch (failure.getErrorCode()) {
            case "PROVIDER_AUTHENTICATION" -> "fatal"; // Nothing works until somebody replaces the key.
            case "CLIENT_DISCONNECTED" -> "info";
            default -> failure.getOrigin().equals("client") ? "warning" : "error";
        };
    }

    /** An alert's severity; what is over is worth knowing, and no more. */
    static String of(AlertEvent event) {
        if (event.resolved()) {
            return "info";
        }
        return switch (event.alert().getSeverity()) {
            case "critical" -> "fatal";
            case "high" -> "error";
            case "medium" -> "warning";
            default -> "info";
        };
    }

    /** The status of the failed call's span, by Sentry's mapping of HTTP statuses; a stream that broke had begun as 200. */
    static String spanStatus(FailureEvent failure) {
        Integer status = failure.getHttpStatus();
        if (status == null || status < FIRST_ERROR) {
            return unsaid(failure, status == null ? "unknown_error" : "internal_error");
        }
        return switch (status) {
            case 400 -> "invalid_argument";
            case 401 -> "unauthenticated";
            case 403 -> "permission_denied";
            case 404 -> "not_found";
            case 408, 504 -> "deadline_exceeded";
            case 409 -> "already_exists";
            case 429 -> "resource_exhausted";
            case 499 -> "cancelled";
            case 501 -> "unimplemented";
            case 503 -> "unavailable";
            default -> status >= 500 ? "internal_error" : "invalid_argument";
        };
    }

    private static String unsaid(FailureEvent failure, String otherwise) {
        return failure.getErrorCode().equals("CLIENT_DISCONNECTED") ? "cancelled" : otherwise;
    }
}
