package io.callstream.gateway.event;

import io.callstream.gateway.error.GatewayError;

/** The columns from error_code to retryable, which failure events have. */
final class FailureColumns {
    private static final int MOST_CHARACTERS = 4096;
    /** No character has more bytes than this. */
    private static final int BYTES_OF_A_CHARACTER = 4;

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
