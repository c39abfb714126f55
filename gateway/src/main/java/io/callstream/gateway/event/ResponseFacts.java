package io.callstream.gateway.event;

import io.callstream.json.Slice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param bytes body bytes received from the provider
 * @param body the plain answer, or a stream put together; null when there is none. It must not change any more
 * @param id the provider's id of the response
 * @param model name the provider reported
 * @param finishReason of the first choice
 * @param providerHeaders on the allow list, lower-case names
 * @param provider the answer in the provider's own form, where that is not the body's
 */
public record ResponseFacts(
        long bytes,
        @Nullable Slice body,
        @Nullable String id,
        @Nullable String model,
        @Nullable String finishReason,
        Map<String, String> providerHeaders,
        ProviderAnswer provider) {
    /** Nothing came back. */
    public static final ResponseFacts NONE = new ResponseFacts(0, null, null, null, null, Map.of());

    /** An answer that came as it is recorded. */
    public ResponseFacts(
            long bytes,
            @Nullable Slice body,
            @Nullable String id,
            @Nullable String model,
            @Nullable String finishReason,
            Map<String, String> providerHeaders) {
        this(bytes, body, id, model, finishReason, providerHeaders, ProviderAnswer.NONE);
    }

    /** The same answer, which came in another form. */
    public ResponseFacts with(ProviderAnswer own) {
        return new ResponseFacts(bytes, body, id, model, finishReason, providerHeaders, own);
    }
}
