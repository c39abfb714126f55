package io.callstream.gateway.call;

import io.callstream.gateway.provider.ApiRequest;

/**
 * A request as it came, and as it was read.
 *
 * @param listener who is to hear of its answer
 */
record AskedRequest(CallRequest request, ApiRequest asked, AnswerListener listener) {}
