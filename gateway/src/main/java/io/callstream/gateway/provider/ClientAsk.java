package io.callstream.gateway.provider;

import io.callstream.events.id.TraceContext;
import io.netty.handler.codec.http.HttpHeaders;

/** What a client sent, as far as a provider may hear of it. */
public record ClientAsk(HttpHeaders headers, ApiRequest request, TraceContext trace) {}
