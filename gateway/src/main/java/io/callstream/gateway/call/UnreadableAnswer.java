package io.callstream.gateway.call;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.Slice;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer in a content coding that nobody asked for and that cannot be undone here: nothing of it can be told in
 * another form.
 *
 * @param status of the answer; an error keeps it
 */
record UnreadableAnswer(int status, String coding) implements ResponseReader {
    private static final int FIRST_ERROR = 400;

    @Override
    public void read(Slice bytes, Consumer<Delta> deltas) {}

    @Override
    public void end(Consumer<Delta> deltas) {
        boolean error = status >= FIRST_ERROR;
        @Nullable GatewayError kind = error ? null : GatewayError.PROVIDER_PROTOCOL;
        deltas.accept(new Delta.Failure(
                error ? status : GatewayError.PROVIDER_PROTOCOL.httpStatus(),
                "The provider's answer has the Content-Encoding '" + coding
                        + "', which was not asked for and cannot be undone here.",
                kind));
    }
}
