package io.callstream.gateway.exchange;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.json.RequestScan;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.ProviderRequest;
import io.callstream.gateway.upstream.Answer;
import io.callstream.gateway.upstream.UpstreamCall;
import io.callstream.gateway.upstream.UpstreamFailure;
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
final class Exchange implements Answer, OpenCall {
    private final CallRules rules;
    private final ClientSide client;
    private final Ask ask;
    private final Chronicle chronicle;
    private State state = State.PREPARING;
    private boolean paused;

    Exchange(CallRules rules, ClientSide client, Ask ask, Chronicle chronicle) {
        this.rules = rules;
        this.client = client;
        this.ask = ask;
        this.chronicle = chronicle;
    }

    /** What the client asked for and where it goes. */
    record Ask(CallRequest request, RequestScan scan, Destination destination) {
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
        Destination to = ask.destination();
        ProviderRequest.ClientAsk clients = new ProviderRequest.ClientAsk(
                ask.request().headers(), ask.request().body(), ask.scan());
        ByteBuf bytes = ProviderRequest.encode(
                client.alloc(), to, clients, chronicle.facts().trace());
        long now = System.nanoTime();
        chronicle.sent(to, now);
        UpstreamCall upstream = upstreams.pool(to.target().address()).start(bytes, this);
        state = new State.Asking(upstream);
        upstream.deadline(now + ask.timeout().toNanos());
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
        if (state instanceof State.Asking asking) {
            chronicle.answered(status);
            state = new State.Relaying(asking.upstream(), relay(status, headers));
        }
    }

    @Override
    public void body(ByteBuf bytes) {
        if (state instanceof State.Relaying relaying) {
            chronicle.bodyArrived();
            Refusal wrong = relaying.relay().body(bytes);
            if (wrong != null) {
                relaying.upstream().cancel();
                fail(wrong);
            } else if (ask.scan().stream()) {
                patience(relaying.upstream());
            }
        }
    }

    @Override
    public void batchOver() {
        if (state instanceof State.Relaying relaying) {
            relaying.relay().flush();
            if (!client.writable()) {
                pause(relaying.upstream());
            }
        }
    }

    @Override
    public void end() {
        if (!(state instanceof State.Relaying relaying)) {
            return;
        }
        chronicle.providerDone();
        state = State.OVER;
        Relay relay = relaying.relay();
        Relay.Verdict verdict = relay.end();
        if (verdict instanceof Relay.Verdict.Bad bad) {
            chronicle.failed(relay.found(), bad);
        } else {
            chronicle.succeeded(relay.found());
        }
        ask.request().hold().close();
        client.answered(relay.reusable());
    }

    @Override
    public void failed(UpstreamFailure failure) {
        if (paused && failure == UpstreamFailure.TIMEOUT) {
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

    @Override
    public void clientGone() {
        cancelUpstream();
        lost("The client hung up.");
    }

    @Override
    public void abandon() {
        cancelUpstream();
        fail(new Refusal(GatewayError.SHUTTING_DOWN, "The gateway is stopping."));
    }

    private Relay relay(int status, HttpHeaders headers) {
        boolean identified = headers.contains(CallLabel.REQUEST_ID);
        CallLabel label =
                new CallLabel(chronicle.callId(), ask.request().origin().forBrowser(), identified);
        ReplyHead head = new ReplyHead(ask, status, headers, label);
        return head.isStream() ? new StreamRelay(client, head, chronicle, rules) : new PlainRelay(client, head, rules);
    }

    /** The provider waits for the client, but not for ever. */
    private void pause(UpstreamCall upstream) {
        if (!paused) {
            paused = true;
            upstream.reading(false);
            upstream.deadline(System.nanoTime() + rules.sizes().clientStallNanos());
        }
    }

    private void patience(UpstreamCall upstream) {
        upstream.deadline(System.nanoTime() + ask.timeout().toNanos());
    }

    private void fail(Refusal why) {
        if (state instanceof State.Over) {
            return;
        }
        if (state instanceof State.Relaying relaying) {
            over(why.error(), why.message(), relaying.relay().fail(why));
            client.answered(relaying.relay().reusable());
        } else {
            OwnAnswer answer = new OwnAnswer(ask.request(), client);
            answer.send(chronicle.callId(), ask.destination().target().clientHeaders(), why);
            over(why.error(), why.message(), why.error().httpStatus());
            client.answered(answer.reusable());
        }
    }

    /** Nobody is left to be told. */
    private void lost(String message) {
        if (state instanceof State.Relaying relaying) {
            relaying.relay().release();
        }
        over(GatewayError.CLIENT_DISCONNECTED, message, 0);
    }

    private void over(GatewayError error, String message, int clientStatus) {
        State last = state;
        if (last instanceof State.Over) {
            return;
        }
        state = State.OVER;
        Chronicle.Found found =
                last instanceof State.Relaying relaying ? relaying.relay().found() : Chronicle.Found.NOTHING;
        chronicle.failed(found, new Relay.Verdict.Bad(error, message, clientStatus, null));
        ask.request().hold().close();
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
