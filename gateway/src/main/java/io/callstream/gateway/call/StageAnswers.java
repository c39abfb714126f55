package io.callstream.gateway.call;

import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.event.Client;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.net.HeadWriter;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageReader;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import java.util.Map;

/**
 * Ends a call that no provider is asked for: the client gets its answer, and the events both of theirs, except for a refusal
 * that there is no room to record, or one too many of callers without a key.
 */
record StageAnswers(
        CallLoop loop, CallRequest request, ClientChannel client, CallFacts facts, boolean admitted, CallLease lease) {
    private static final int HEAD_BYTES = 320;

    /** What an event takes beside what its caller chose. */
    private static final long REFUSAL_BYTES = 512;

    /** @param headers further header lines, beside those about the limits that the call was counted for */
    void reject(CallError error, byte[] headers) {
        CallTimeline timeline = isRecorded() ? timeline() : null;
        ErrorResponse answer = new ErrorResponse(request, client, CallLease.NONE);
        answer.send(facts.callId(), out -> out.writeBytes(lease.headers()).writeBytes(headers), error);
        if (timeline == null) {
            lease.end();
            lease.settle(0, 0, 0);
            loop.rules().tally().refuse(error.error());
        } else {
            timeline.refused(error);
        }
        request.hold().close();
        client.answered(answer.reusable());
    }

    private boolean isRecorded() {
        return loop.recorder().takesCalls()
                && (admitted
                        || loop.rules()
                                .refusals()
                                .take(
                                        facts.startedNanos(),
                                        recordedBytes(facts.caller().client())));
    }

    /** Nobody is left to answer. */
    void lost(String message) {
        timeline().refused(new CallError(GatewayError.CLIENT_DISCONNECTED, message));
        request.hold().close();
    }

    /** What is recorded of it is returned. */
    ResponseFacts reply(StoredResponse response) {
        CallTimeline timeline = timeline();
        StoredResponse.Recorded recorded = response.recorded();
        timeline.answeredFrom(recorded.route());
        boolean reusable = request.mayBeFollowed(true);
        ByteBuf out = client.alloc().directBuffer(HEAD_BYTES + recorded.headers().length + response.body().length);
        ResponseHead.status(out, response.status());
        HeadWriter.header(out, ResponseHead.CONTENT_TYPE, response.contentType());
        new CallLabel(facts.callId(), request.origin().forBrowser(), lease.headers(), false).write(out);
        out.writeBytes(recorded.headers());
        HeadWriter.header(out, ResponseHead.CONTENT_LENGTH, response.body().length);
        ResponseHead.connection(out, reusable, request.form().chunks());
        HeadWriter.end(out);
        out.writeBytes(response.body());
        client.write(out);
        client.flush();
        timeline.recordedAll();
        lease.settle(0, 0, 0);
        CallTimeline.ParsedResponse found = found(recorded);
        timeline.succeeded(found);
        request.hold().close();
        client.answered(reusable);
        return found.response();
    }

    private CallTimeline.ParsedResponse found(StoredResponse.Recorded recorded) {
        Slice body = recorded.answer();
        AnswerFacts answer = request.api().answer(body);
        ResponseFacts response = new ResponseFacts(
                body.length(), answer.recorded(body), answer.id(), answer.model(), answer.finishReason(), Map.of());
        Usage usage = UsageReader.ofAnswer(answer.readable() ? body : null, answer.usage());
        // One that reports no usage is not counted: nobody was asked for any.
        return new CallTimeline.ParsedResponse(response, usage == null ? Usage.UNCOUNTED : usage, recorded.cost());
    }

    private CallTimeline timeline() {
        return new CallTimeline(
                facts, loop.recorder().begin(facts), loop.rules().tally(), loop.ticker(), lease);
    }

    /** Of the two events of a refusal, about: what the caller chose, and the rest. */
    private static long recordedBytes(Client client) {
        long chosen = client.userAgent() == null ? 0 : client.userAgent().length();
        for (Map.Entry<String, String> header : client.headers().entrySet()) {
            chosen += header.getKey().length() + header.getValue().length();
        }
        return 2 * (chosen + REFUSAL_BYTES);
    }
}
