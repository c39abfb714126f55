package io.callstream.gateway.event;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.json.Slice;
import org.jspecify.annotations.Nullable;

/** The columns from error_code to retryable, which failure events have. */
final class FailureColumns {
    private static final int MOST_CHARACTERS = 4096;
    /** No character has more bytes than this. */
    private static final int BYTES_OF_A_CHARACTER = 4;

    private FailureColumns() {}

    static void write(AvroOutput out, Failed failed, boolean keepsErrors) {
        GatewayError error = failed.error();
        out.string(error.name());
        out.string(error.type());
        OutcomeColumns.status(out, failed.httpStatus());
        out.string(failed.message());
        OutcomeColumns.status(out, failed.providerStatus());
        out.nullableString(keepsErrors ? cut(failed.providerErrorBody()) : null);
        out.string(error.origin().word());
        out.flag(error.retryable());
    }

    private static @Nullable String cut(@Nullable Slice body) {
        if (body == null) {
            return null;
        }
        int most = Math.min(body.length(), MOST_CHARACTERS * BYTES_OF_A_CHARACTER);
        String text = new Slice(body.array(), body.offset(), most).text();
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }
}
