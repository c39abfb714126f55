package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.AttemptFacts;
import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.upstream.UpstreamCall;
import io.callstream.gateway.upstream.UpstreamFailure;
import io.callstream.gateway.upstream.UpstreamResponseListener;
import io.callstream.gateway.usage.Usage;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.Ticker;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One request to a provider on behalf of a call, and what comes of it. Notes its own times; what it means for the call is
 * the call's to decide. Only for the call's event loop.
 */
final class Attempt implements UpstreamResponseListener {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int FIRST_ERROR = 400;
    private static final int NOT_FOUND = 404;

    private final Call call;
    private final AttemptRequest request;
    private final AttemptReason reason;
    private final ProviderRequests requests;
    private final Ticker ticker;
    private final long sentNanos;
    private final CallLease quota;
    private @Nullable Preparation wait;
    private @Nullable UpstreamCall upstream;
    private @Nullable Relay relay;
    private @Nullable HttpHeaders headers;
    private int status;
    private long firstByteNanos = -1;
    private long doneNanos = -1;
    private boolean over;
    private boolean reported;

    /** @param quota what it has taken of its deployment's limits, given back at its end */
    Attempt(
            Call call,
            AttemptRequest request,
            AttemptReason reason,
            ProviderRequests requests,
            Ticker ticker,
            CallLease quota) {
        this.quota = quota;
        this.call = call;
        this.request = request;
        this.reason = reason;
        this.requests = requests;
        this.ticker = ticker;
        this.sentNanos = ticker.nanoTime();
    }

    /** Sends the request. Nothing is heard of it before this returns. */
    void send() {
        request.plan().observer().began();
        CompletionStage<?> preparation = request.destination()
                .target()
                .encoder(request.destination().operation())
                .preparation();
        if (preparation == null) {
            sendNow();
        } else {
            wait = new Preparation(preparation, call.executor(), request.timeout(), this::prepared);
        }
    }

    /** @param failure null when the request can be made */
    private void prepared(@Nullable CallError failure) {
        if (over) {
            return;
        }
        if (failure == null) {
            sendNow();
        } else {
            over = true;
            call.failed(this, failure);
        }
    }

    private void sendNow() {
        if (request.request().isLong()) {
            WrittenRequest.aside(requests, request, call.executor(), this::send);
        } else {
            send(WrittenRequest.of(requests, request));
        }
    }

    private void send(WrittenRequest written) {
        ByteBuf bytes = written.bytes();
        CallError refusal = written.refusal();
        if (over) {
            written.release();
        } else if (bytes != null) {
            UpstreamCall sent = requests.send(request, bytes, this);
            upstream = sent;
            sent.deadline(sentNanos + request.timeout().toNanos());
        } else if (refusal != null) {
            over = true;
            call.failed(this, refusal);
        }
    }

    @Override
    public void head(int answered, HttpHeaders itsHeaders) {
        if (over) {
            return;
        }
        status = answered;
        headers = itsHeaders;
        call.answered(this);
        CallError wrong = AnswerStatus.wrong(
                answered, itsHeaders, !request.destination().operation().ofModel());
        if (wrong == null) {
            relay = call.relay(this, answered, itsHeaders);
        } else if (requests.follows(answered, itsHeaders, request.destination())) {
            settle();
            call.askAgain(this, request);
        } else {
            fail(wrong);
        }
    }

    @Override
    public void body(ByteBuf bytes) {
        Relay current = relay;
        if (over || current == null) {
            return;
        }
        if (firstByteNanos < 0) {
            firstByteNanos = ticker.nanoTime();
            if (status < FIRST_ERROR) {
                call.firstByte(this);
            }
        }
        CallError wrong = current.body(bytes);
        if (wrong != null) {
            fail(wrong);
        } else if (current.complete()) {
            settle();
            call.provided(this, current);
        } else {
            call.partArrived(this);
        }
    }

    @Override
    public void readComplete() {
        Relay current = relay;
        if (!over && current != null) {
            current.flush();
            call.passedOn(this, current);
        }
    }

    @Override
    public void end() {
        Relay current = relay;
        if (over || current == null) {
            return;
        }
        over = true;
        if (current.refusesUsage()) {
            call.askAgainWithoutUsage(this, request.withoutUsage());
        } else {
            doneNanos = ticker.nanoTime();
            call.provided(this, current);
        }
    }

    @Override
    public void failed(UpstreamFailure failure) {
        if (!over) {
            over = true;
            call.failed(this, failure);
        }
    }

    /** Nothing more of the answer is needed. */
    private void settle() {
        over = true;
        doneNanos = ticker.nanoTime();
        upstream().settle();
    }

    private void fail(CallError wrong) {
        cancel();
        call.failed(this, wrong);
    }

    /** Gives the answer up: the provider sees the end of its connection. */
    void cancel() {
        over = true;
        if (wait != null) {
            wait.cancel();
        }
        if (upstream != null) {
            upstream.cancel();
        }
    }

    /** Stops reading from the provider, or goes on. */
    void reading(boolean on) {
        upstream().reading(on);
    }

    /** @param nanos from now on in which the provider has to go on */
    void patience(long nanos) {
        upstream().deadline(ticker.nanoTime() + nanos);
    }

    /** The router hears that it failed. Of these three, the first that is called counts. */
    void reportFailure(GatewayError error) {
        if (status == NOT_FOUND && request.destination().operation().mayBeMissing()) {
            reportLeft();
        } else if (!reported) {
            reported = true;
            request.plan().observer().failed(error, status, RetryAfter.of(headers), took(ticker.nanoTime()));
        }
    }

    /** The router hears that it ended well. */
    void reportSuccess(@Nullable Usage usage) {
        if (!reported) {
            reported = true;
            long first = request.asked().stream() && firstByteNanos >= 0 ? firstByteNanos - sentNanos : -1;
            long tokens = usage == null ? 0 : Math.max(0, usage.totalTokens());
            request.plan().observer().succeeded(took(ticker.nanoTime()), first, tokens);
        }
    }

    /** The router hears that it ended for no reason of the deployment's. */
    void reportLeft() {
        if (!reported) {
            reported = true;
            request.plan().observer().left();
        }
    }

    private long took(long nowNanos) {
        return (doneNanos < 0 ? nowNanos : doneNanos) - sentNanos;
    }

    private UpstreamCall upstream() {
        return Objects.requireNonNull(upstream, "an attempt that was not sent");
    }

    AttemptRequest request() {
        return request;
    }

    AttemptReason reason() {
        return reason;
    }

    ProviderRequests requests() {
        return requests;
    }

    CallLease quota() {
        return quota;
    }

    /** Null until a usable answer has begun. */
    @Nullable Relay relay() {
        return relay;
    }

    /** Whether the client has been given any of its answer. */
    boolean committed() {
        return relay != null && relay.committed();
    }

    /** Its answer is forgotten: another attempt takes its place. */
    void discard() {
        if (relay != null) {
            relay.discard();
        }
    }

    /** Headers of the answer; null when none has come. */
    @Nullable HttpHeaders headers() {
        return headers;
    }

    /** What the provider answered with; 0 when it has not. */
    int status() {
        return status;
    }

    /** Why it failed: a status that says so comes before what befell the rest of its answer. */
    GatewayError failure(GatewayError otherwise) {
        return status < FIRST_ERROR ? otherwise : GatewayError.ofProviderStatus(status);
    }

    long sentNanos() {
        return sentNanos;
    }

    /** Negative when no byte of a body has come. */
    long firstByteNanos() {
        return firstByteNanos;
    }

    /** Time from its request to its end, or until now. */
    long micros(long nowNanos) {
        return took(nowNanos) / NANOS_PER_MICRO;
    }

    /** @param error why it failed; null when it did not */
    AttemptFacts facts(CallFacts facts, long nowNanos, @Nullable GatewayError error) {
        long millis = facts.startedAt().toEpochMilli() + (sentNanos - facts.startedNanos()) / NANOS_PER_MILLI;
        return new AttemptFacts(
                request.destination().target().deployment(),
                request.destination().model().name(),
                millis,
                micros(nowNanos),
                status,
                error,
                reason);
    }
}
