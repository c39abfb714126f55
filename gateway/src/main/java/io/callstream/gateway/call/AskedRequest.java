package io.callstream.gateway.call;

import io.callstream.gateway.provider.ApiRequest;

/** A request as it came, and as it was read. */
record AskedRequest(CallRequest request, ApiRequest asked) {}
