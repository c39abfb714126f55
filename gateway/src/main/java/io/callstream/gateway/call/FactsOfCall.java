package io.callstream.gateway.call;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.event.Caller;
import io.callstream.gateway.event.Client;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the pre-call event records.
 *
 * @param headers request headers that events keep
 * @param callers what is believed of what callers say
 */
record FactsOfCall(CapturedHeaders headers, CallerRules callers) {
    private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");

    /** @param admitted of whom that is not, nothing is recorded that they say of themselves */
    CallFacts of(CallRequest request, UUID callId, boolean admitted, @Nullable ApiKey key, @Nullable ApiRequest asked) {
        HttpHeaders sent = request.headers();
        CallRequest.Form form = request.form();
        Client client = new Client(callers.address(request), sent.get(HttpHeaderNames.USER_AGENT), headers.of(sent));
        RequestMetadata metadata = admitted ? callers.of(request, asked) : RequestMetadata.NONE;
        Operation operation = request.endpoint().operation();
        return new CallFacts(
                callId,
                TraceContext.of(callId, sent.get(TRACEPARENT)),
                new Caller(key, client, metadata),
                asked == null
                        ? RequestInfo.unreadable(operation.callType(), form.receivedBytes())
                        : asked.info(operation),
                form.startedAt(),
                form.startedNanos());
    }
}
