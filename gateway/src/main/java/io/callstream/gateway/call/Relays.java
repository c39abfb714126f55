package io.callstream.gateway.call;

import io.callstream.gateway.upstream.ContentDecoder;
import io.netty.handler.codec.http.HttpHeaders;

/** Finds the relay for an answer by its head, and where that does not tell, by its first bytes. */
record Relays(ClientChannel client, CallTimeline timeline, CallRules rules) {
    Relay relay(AttemptRequest request, int status, HttpHeaders headers) {
        boolean identified = headers.contains(CallLabel.REQUEST_ID);
        CallLabel label =
                new CallLabel(timeline.callId(), request.request().origin().forBrowser(), identified);
        ReplyHead head = new ReplyHead(request, status, headers, label);
        ContentDecoder decoder = head.decoder();
        boolean mayBeStream = head.good() && !head.encoded() && (head.isStream() || request.scan().stream());
        Relay relay = mayBeStream
                ? new UndecidedRelay(new BodyStart(head.isStream()), form -> relay(head, form))
                : relay(head, ReplyHead.Form.JSON);
        return decoder == null
                ? relay
                : new DecodingRelay(decoder, relay, rules.sizes().maxResponseBytes());
    }

    private Relay relay(ReplyHead head, ReplyHead.Form form) {
        boolean stream = form == ReplyHead.Form.STREAM;
        return stream ? new StreamRelay(client, head, timeline, rules) : new PlainRelay(client, head, timeline, rules);
    }
}
