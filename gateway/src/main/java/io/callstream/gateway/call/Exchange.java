package io.callstream.gateway.call;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.json.RequestScan;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.upstream.ContentDecoder;
import io.callstream.gateway.upstream.UpstreamCall;
import io.callstream.gateway.upstream.UpstreamFailure;
import io.callstream.gateway.upstream.UpstreamResponseListener;
import io.callstream.gateway.upstream.Upstreams;
import io.callstream.gateway.usage.AskedModel;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call that was routed to a provider.
 *
 * <pre>
 *   Preparing ──send──▶ Asking ──head──▶ Relaying ──end──▶ Over
 *       └──────────────────┴──── hang-up, failure ────────▲
 * </pre>
 *
 * Whoever reaches {@link State.Over} first ends the story; whatever comes later finds the call over. Only for the event
 * loop of the client's connection, which is the provider's as well.
 */
final class Exchange implements UpstreamResponseListener, CallHandle {
    /** How long a provider may take to tell the usage to a client that did not wait for it. */
    private static final long USAGE_NANOS = 2_000_000_000L;

    private final CallRules rules;
    private final ClientChannel client;
    private final UsageRefusals refusals;
    private final CallTimeline timeline;
    private CallPlan ask;
    private State state = State.PREPARING;
    private @Nullable ProviderRequests requests;
    private boolean paused;
    private boolean gone;

    Exchange(CallRules rules, ClientChannel client, CallPlan ask, CallTimeline timeline, UsageRefusals refusals) {
        this.refusals = refusals;
        this.rules = rules;
        this.client = client;
        this.ask = ask;
        this.timeline = timeline;
    }

    /** What the client asked for and where it goes. */
    record CallPlan(CallRequest request, RequestScan scan, Destination destination) {
        CallPlan withoutUsage() {
            return new CallPlan(request, scan, destination.withoutUsage());
        }

        Duration timeout() {
            var timeouts = destination.target().deployment().timeouts();
            return scan.stream() ? timeouts.stream() : timeouts.call();
        }

        AskedModel model() {
            return new AskedModel(
                    destination.target().deployment(), destination.model().name());
        }
    }

    /** Where the call is in its life. */
    private sealed interface State {
        State PREPARING = new Preparing();
        State OVER = new Over();

        /** The pre-call event is on its way to being durable. */
        record Preparing() implements State {}

        /** The request is with the provider. */
        record Asking(UpstreamCall upstream) implements State {}

        /** The answer is coming. */
        record Relaying(UpstreamCall upstream, Relay relay) implements State {}

        /** The story has its end. */
        record Over() implements State {}
    }

    /** Sends the request, now that its pre-call event is as durable as it has to be. */
    void send(Upstreams upstreams) {
        if (state != State.PREPARING) {
            return;
        }
        if (refusals.holds(ask.destination())) {
            ask = ask.withoutUsage();
        }
        ProviderRequests first =
                new ProviderRequests(upstreams, client.alloc(), timeline.facts().trace());
        requests = first;
        ask(first);
    }

    private void ask(ProviderRequests through) {
        long now = timeline.now();
        timeline.sent(ask.destination(), now);
        UpstreamCall upstream = through.send(ask, this);
        state = new State.Asking(upstream);
        upstream.deadline(now + ask.timeout().toNanos());
    }

    /** Asks once more, in another way; what still comes of the last answer is passed over. */
    private void askAgain(UpstreamCall last, int status, ProviderRequests through) {
        last.settle();
        timeline.asksAgain(ProviderRequests.failure(status));
        ask(through);
    }

    /** A call that has to wait until it is recorded waits as long as it would wait for the provider. */
    void awaitNoLongerThanTheProvider(EventExecutor loop) {
        if (state == State.PREPARING) {
            loop.schedule(this::notRecorded, ask.timeout().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void notRecorded() {
        if (state == State.PREPARING) {
            fail(new Refusal(GatewayError.NOT_RECORDED, "The call could not be recorded in time."));
        }
    }

    @Override
    public void head(int status, HttpHeaders headers) {
        ProviderRequests through = requests;
        if (!(state instanceof State.Asking asking) || through == null) {
            return;
        }
        timeline.answered(status);
        Refusal wrong = AnswerStatus.wrong(status, headers);
        if (wrong == null) {
            state = new State.Relaying(asking.upstream(), relay(status, headers));
        } else if (through.follows(status, headers, ask.destination())) {
            askAgain(asking.upstream(), status, through);
        } else {
            asking.upstream().cancel();
            fail(wrong);
        }
    }

    @Override
    public void body(ByteBuf bytes) {
        if (state instanceof State.Relaying relaying) {
            timeline.bodyArrived();
            Refusal wrong = relaying.relay().body(bytes);
            if (wrong != null) {
                relaying.upstream().cancel();
                fail(wrong);
            } else if (relaying.relay().complete()) {
                timeline.providerDone();
                relaying.upstream().settle();
                conclude(relaying.relay(), relaying.relay().end());
            } else if (ask.scan().stream() && !gone) {
                patience(relaying.upstream());
            }
        }
    }

    @Override
    public void readComplete() {
        if (state instanceof State.Relaying relaying) {
            relaying.relay().flush();
            if (!client.writable() && !gone) {
                pause(relaying.upstream());
            }
        }
    }

    @Override
    public void end() {
        ProviderRequests through = requests;
        if (!(state instanceof State.Relaying relaying)) {
            return;
        }
        if (relaying.relay().refusesUsage() && through != null) {
            refusals.add(ask.destination());
            ask = ask.withoutUsage();
            askAgain(relaying.upstream(), timeline.status(), through);
        } else {
            timeline.providerDone();
            conclude(relaying.relay(), relaying.relay().end());
        }
    }

    /** The story ends: well, once the client's socket has taken the answer. */
    private void conclude(Relay relay, Relay.Verdict verdict) {
        state = State.OVER;
        timeline.ended();
        ask.request().hold().close();
        if (gone) {
            timeline.succeeded(relay.found());
            return;
        }
        if (verdict instanceof Relay.Verdict.Bad bad) {
            timeline.failed(relay.found(), bad);
        } else {
            CallTimeline.Found found = relay.found();
            timeline.expect(found);
            client.whenSent(sent -> sent(relay, found, sent));
        }
        client.answered(relay.reusable());
    }

    private void sent(Relay relay, CallTimeline.Found found, boolean sent) {
        if (sent || relay.shown()) {
            timeline.succeeded(found);
        } else {
            timeline.failed(found, disconnected("The client hung up before it had all of the answer."));
        }
    }

    @Override
    public void failed(UpstreamFailure failure) {
        if (paused && !gone && failure == UpstreamFailure.TIMEOUT) {
            lost("The client stopped reading.");
            client.cut();
        } else {
            fail(UpstreamFaults.refusal(failure));
        }
    }

    @Override
    public void clientWritable() {
        if (paused && state instanceof State.Relaying relaying) {
            paused = false;
            patience(relaying.upstream());
            relaying.upstream().reading(true);
        }
    }

    /**
     * Many clients hang up as soon as they have what they want. Then only the usage is missing, which the provider may be
     * about to send.
     */
    @Override
    public void clientGone() {
        if (state instanceof State.Relaying relaying && relaying.relay().shown()) {
            gone = true;
            relaying.upstream().reading(true);
            relaying.upstream().deadline(timeline.now() + USAGE_NANOS);
        } else {
            cancelUpstream();
            lost("The client hung up.");
        }
    }

    @Override
    public void abandon() {
        cancelUpstream();
        fail(new Refusal(GatewayError.SHUTTING_DOWN, "The gateway is stopping."));
    }

    private Relay relay(int status, HttpHeaders headers) {
        boolean identified = headers.contains(CallLabel.REQUEST_ID);
        CallLabel label =
                new CallLabel(timeline.callId(), ask.request().origin().forBrowser(), identified);
        ReplyHead head = new ReplyHead(ask, status, headers, label);
        ContentDecoder decoder = head.decoder();
        boolean mayBeStream = head.good() && !head.encoded() && (head.isStream() || ask.scan().stream());
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

    /** The provider waits for the client, but not for ever. */
    private void pause(UpstreamCall upstream) {
        if (!paused) {
            paused = true;
            upstream.reading(false);
            upstream.deadline(timeline.now() + rules.sizes().clientStallNanos());
        }
    }

    private void patience(UpstreamCall upstream) {
        upstream.deadline(timeline.now() + ask.timeout().toNanos());
    }

    private void fail(Refusal why) {
        if (state instanceof State.Over) {
            return;
        }
        if (state instanceof State.Relaying relaying) {
            conclude(relaying.relay(), relaying.relay().fail(why));
        } else {
            ErrorResponse answer = new ErrorResponse(ask.request(), client);
            answer.send(timeline.callId(), ask.destination().target().clientHeaders(), why);
            state = State.OVER;
            timeline.failed(
                    CallTimeline.Found.NOTHING,
                    new Relay.Verdict.Bad(
                            why.error(), why.message(), why.error().httpStatus(), null));
            ask.request().hold().close();
            client.answered(answer.reusable());
        }
    }

    /** Nobody is left to be told. */
    private void lost(String message) {
        State last = state;
        if (last instanceof State.Over) {
            return;
        }
        state = State.OVER;
        CallTimeline.Found found = CallTimeline.Found.NOTHING;
        if (last instanceof State.Relaying relaying) {
            relaying.relay().release();
            found = relaying.relay().found();
        }
        timeline.failed(found, disconnected(message));
        ask.request().hold().close();
    }

    private static Relay.Verdict.Bad disconnected(String message) {
        return new Relay.Verdict.Bad(GatewayError.CLIENT_DISCONNECTED, message, 0, null);
    }

    private void cancelUpstream() {
        UpstreamCall upstream = upstream();
        if (upstream != null) {
            upstream.cancel();
        }
    }

    private @Nullable UpstreamCall upstream() {
        if (state instanceof State.Asking asking) {
            return asking.upstream();
        }
        return state instanceof State.Relaying relaying ? relaying.upstream() : null;
    }
}
