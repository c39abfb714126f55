package io.callstream.gateway.call;

import io.callstream.gateway.provider.ApiRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came, and as it was read.
 *
 * @param demand what it may use
 * @param listener who is to hear of its answer
 * @param check what runs beside the provider's call; null for nothing
 */
record AskedRequest(
        CallRequest request,
        ApiRequest asked,
        RequestDemand demand,
        AnswerListener listener,
        @Nullable CallCheck check) {}
