package io.callstream.gateway.event;

import io.callstream.gateway.error.GatewayError;

/** The columns from error_code to retryable, which failure events have. */
final class FailureColumns {
    private FailureColumns() {}

    static void write(AvroOutput out, FailureFacts failed, boolean keepsErrors) {
        GatewayError error = failed.error();
        out.string(error.name());
        out.string(error.type());
        OutcomeColumns.status(out, failed.httpStatus());
        out.string(failed.message());
        OutcomeColumns.status(out, failed.providerStatus());
        out.nullableString(keepsErrors ? failed.providerErrorBody() : null);
        out.string(error.origin().word());
        out.flag(error.retryable());
    }
}
