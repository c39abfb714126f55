package io.callstream.gateway.call;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.event.Caller;
import io.callstream.gateway.event.Client;
import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.RoutePlan;
import io.callstream.gateway.upstream.Upstreams;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Ticker;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins the calls of one event loop: admits, reads and routes them, or refuses them. Only for that loop. */
public final class Calls {
    private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");

    private static final byte[] NO_HEADERS = new byte[0];

    /** What an event takes beside what its caller chose. */
    private static final long REFUSAL_BYTES = 512;

    private final CallRules rules;
    private final EventRecorder recorder;
    private final CallLoop loop;

    public Calls(CallRules rules, EventRecorder recorder, Upstreams upstreams, EventExecutor executor, Ticker ticker) {
        this.rules = rules;
        this.recorder = recorder;
        this.loop = new CallLoop(rules, recorder, upstreams, executor, ticker, new UsageRefusals());
    }

    /** An id for an answer that belongs to no call. */
    public UUID newId() {
        return rules.ids().next();
    }

    /** Begins a call; whatever becomes of it, the client is answered. */
    public CallHandle begin(CallRequest request, ClientChannel client) {
        UUID callId = rules.ids().next();
        rules.tally().begin();
        Admission admission = request.origin().authenticator().admit(request.headers());
        if (admission instanceof Admission.Admitted admitted) {
            return admitted(request, client, callId, admitted);
        }
        String message = admission instanceof Admission.Refused refused ? refused.message() : "";
        CallError refusal = new CallError(GatewayError.AUTHENTICATION, message);
        CallFacts facts = facts(request, callId, null, null);
        if (recorder.takesCalls()
                && rules.refusals()
                        .take(facts.startedNanos(), toldBytes(facts.caller().client()))) {
            return refuse(facts, request, client, refusal);
        }
        return turnAway(callId, request, client, refusal);
    }

    /** Refuses a call that is only counted: its events are one too many. */
    private CallHandle turnAway(UUID callId, CallRequest request, ClientChannel client, CallError refusal) {
        rules.tally().refuse(refusal.error());
        ErrorResponse answer = new ErrorResponse(request, client);
        answer.send(callId, NO_HEADERS, refusal);
        request.hold().close();
        client.answered(answer.reusable());
        return CallHandle.OVER;
    }

    private CallHandle admitted(CallRequest request, ClientChannel client, UUID callId, Admission.Admitted admitted) {
        if (!recorder.takesCalls()) {
            return turnAway(callId, request, client, noRoom());
        }
        ApiRequest asked = null;
        CallError refusal = request.refusal();
        if (refusal == null) {
            try {
                asked = request.api().read(request.body(), request.endpoint().model());
            } catch (InvalidRequestException e) {
                refusal = new CallError(e.error(), e.getMessage(), e.param());
            }
        }
        CallFacts facts = facts(request, callId, admitted, asked);
        if (asked == null) {
            CallError reason = refusal == null ? new CallError(GatewayError.INTERNAL, "The call failed.") : refusal;
            return refuse(facts, request, client, reason);
        }
        return route(facts, request, client, asked);
    }

    private CallHandle route(CallFacts facts, CallRequest request, ClientChannel client, ApiRequest asked) {
        String model = asked.model();
        if (model == null) {
            return refuse(facts, request, client, noModel());
        }
        RoutePlan plan = rules.routes().plan(model, WantedRetries.of(asked, request.headers()), rules.random());
        AttemptPlan first = plan.next(null);
        if (first == null) {
            return refuse(facts, request, client, unknownModel(model));
        }
        CallTimeline timeline = new CallTimeline(facts, recorder.begin(facts), rules.tally(), loop.ticker());
        Call call = new Call(loop, client, request, asked, plan, first, timeline);
        recorder.whenDurable(loop.executor(), call::start);
        call.awaitNoLongerThanTheProvider();
        return call;
    }

    private CallHandle refuse(CallFacts facts, CallRequest request, ClientChannel client, CallError refusal) {
        CallTimeline timeline = new CallTimeline(facts, recorder.begin(facts), rules.tally(), loop.ticker());
        ErrorResponse answer = new ErrorResponse(request, client);
        answer.send(facts.callId(), NO_HEADERS, refusal);
        timeline.refused(refusal);
        request.hold().close();
        client.answered(answer.reusable());
        return CallHandle.OVER;
    }

    private CallFacts facts(
            CallRequest request, UUID callId, Admission.@Nullable Admitted admitted, @Nullable ApiRequest asked) {
        HttpHeaders headers = request.headers();
        CallRequest.Form form = request.form();
        Client client = new Client(
                request.origin().ip(),
                headers.get(HttpHeaderNames.USER_AGENT),
                rules.told().of(headers));
        RequestMetadata labels = admitted == null ? RequestMetadata.NONE : metadata(request, asked);
        Operation operation = request.endpoint().operation();
        return new CallFacts(
                callId,
                TraceContext.of(callId, headers.get(TRACEPARENT)),
                new Caller(admitted == null ? null : admitted.key(), client, labels),
                asked == null
                        ? RequestInfo.unreadable(operation.callType(), form.receivedBytes())
                        : asked.info(operation),
                form.startedAt(),
                form.startedNanos());
    }

    private static RequestMetadata metadata(CallRequest request, @Nullable ApiRequest asked) {
        HttpHeaders headers = request.headers();
        return asked == null ? request.api().metadata(headers::get) : asked.metadata(headers::get);
    }

    /** Of the two events of a refusal, about: what the caller chose, and the rest. */
    private static long toldBytes(Client client) {
        long chosen = client.userAgent() == null ? 0 : client.userAgent().length();
        for (Map.Entry<String, String> header : client.headers().entrySet()) {
            chosen += header.getKey().length() + header.getValue().length();
        }
        return 2 * (chosen + REFUSAL_BYTES);
    }

    private static CallError noRoom() {
        return new CallError(
                GatewayError.NOT_RECORDED,
                "The gateway has no room to record the call: its spool is full and told to refuse calls.");
    }

    private static CallError noModel() {
        return new CallError(GatewayError.INVALID_REQUEST, "you must provide a model parameter", "model");
    }

    private static CallError unknownModel(String model) {
        String told = "The model does not exist on this gateway; GET /v1/models lists those that do.";
        String message = told.replace("The model ", "The model `" + ShownText.of(model) + "` ");
        return new CallError(GatewayError.MODEL_NOT_FOUND, message, "model", told);
    }
}
