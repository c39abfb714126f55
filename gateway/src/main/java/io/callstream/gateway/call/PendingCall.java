package io.callstream.gateway.call;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.Annotations;
import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.event.CallRecorder;
import io.callstream.gateway.event.KeptRequest;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.RoutePlan;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call whose {@link Stage}s are deciding about it, and what they have found out so far. Its pre-call event is written when
 * the last of them has, so that it is true. Only for the call's event loop.
 *
 * <pre>
 *   deciding ──all continue──▶ a Call with a plan
 *    │  ▲  └──reply, reject──▶ answered
 *    ▼  │
 *   parked ──deadline, hang-up──▶ ended; what comes later is ignored
 * </pre>
 */
public final class PendingCall implements CallHandle {
    private final CallLoop loop;
    private final CallRequest request;
    private final ClientChannel client;
    private final UUID callId;
    private int stage;
    private boolean admitted;
    private @Nullable ApiKey key;
    private Grant grant = Grant.FREE;
    private @Nullable ApiRequest asked;
    private @Nullable RequestDemand demand;
    private @Nullable KeptRequest kept;
    private @Nullable RoutePlan plan;
    private @Nullable AttemptPlan first;
    private AnswerListener listener = AnswerListener.NONE;
    private Annotations annotations = Annotations.NONE;
    private @Nullable CallCheck check;
    private @Nullable Future<Step> parked;
    private @Nullable Future<?> deadline;
    private CallLease lease = CallLease.NONE;
    private CallHandle then = CallHandle.OVER;

    PendingCall(CallLoop loop, CallRequest request, ClientChannel client, UUID callId) {
        this.loop = loop;
        this.request = request;
        this.client = client;
        this.callId = callId;
    }

    public CallRequest request() {
        return request;
    }

    /** The id that events and answer name the call by. */
    public UUID callId() {
        return callId;
    }

    /** What the client says about its call, and what stages have added. */
    public RequestMetadata metadata() {
        return facts().caller().labels();
    }

    /** What the client says about its call. */
    public RequestMetadata said() {
        return loop.rules().callers().of(request, asked);
    }

    /** The event loop that futures are completed on. */
    public EventExecutor executor() {
        return loop.executor();
    }

    /**
     * Whoever calls may.
     *
     * @param presented the key that was presented; null when the gateway asks for none
     * @param allowed what it may do
     */
    public void admit(@Nullable ApiKey presented, Grant allowed) {
        admitted = true;
        key = loop.rules().callers().owned(presented, request.headers());
        grant = allowed;
    }

    /** What the caller may do. */
    public Grant grant() {
        return grant;
    }

    /** The model that is meant, whatever the caller's key calls it; null when none was named. */
    public @Nullable String model() {
        String named = asked == null ? null : asked.model();
        return named == null ? null : grant.model(named);
    }

    /** What the call has taken of its limits: it is given back when the call ends, however it ends. */
    public void hold(CallLease taken) {
        lease = taken;
    }

    /** The request has been read. */
    public void read(ApiRequest read) {
        asked = read;
        demand = new RequestDemand(read, request.endpoint().operation());
    }

    /** What that which was read may use; null when no stage has. */
    public @Nullable RequestDemand demand() {
        return demand;
    }

    /** What was read; null when no stage has. */
    public @Nullable ApiRequest asked() {
        return asked;
    }

    /** What makes of the body, as it is now, what events hold of it; any thread may run it. */
    public Supplier<KeptRequest> keeping() {
        CallFacts facts = facts();
        return () -> loop.recorder().keep(facts);
    }

    /** That has been made. */
    public void kept(KeptRequest made) {
        kept = made;
    }

    /** The events of the call say this as well. */
    public void annotate(Annotations more) {
        annotations = annotations.and(more);
    }

    /** Runs beside the provider's call, whose answer is held back until it has decided. */
    public void checkBeside(CallCheck beside) {
        check = beside;
    }

    /**
     * Where the call goes.
     *
     * @param itsFirst attempt
     */
    public void route(RoutePlan route, AttemptPlan itsFirst) {
        plan = route;
        first = itsFirst;
    }

    /** Where the call goes; null when no stage has said so. */
    public @Nullable RoutePlan plan() {
        return plan;
    }

    /** The first of the attempts that are planned; null when no stage has said where the call goes. */
    public @Nullable AttemptPlan firstAttempt() {
        return first;
    }

    /** The key that was presented and accepted; null when none was. */
    public @Nullable ApiKey key() {
        return key;
    }

    /** An answer is to be heard of, by this one as well. */
    public void whenAnswered(AnswerListener wanted) {
        listener = listener == AnswerListener.NONE ? wanted : listener.and(wanted);
    }

    /** Runs the stages; what the call's connection holds on to is returned. */
    CallHandle run() {
        List<Stage> stages = loop.stages();
        while (stage < stages.size()) {
            Step step = stages.get(stage).run(this);
            if (step != Step.CONTINUE && !goesOn(step)) {
                return parked == null ? then : this;
            }
            stage++;
        }
        then = attempts();
        return then;
    }

    private boolean goesOn(Step step) {
        if (step instanceof Step.Reject reject) {
            answers().reject(reject.error(), reject.headers());
        } else if (step instanceof Step.Reply reply) {
            reply(reply);
        } else if (step instanceof Step.Later later) {
            park(later.step());
        }
        return step instanceof Step.Continue;
    }

    /** What waits for a provider's answer to be checked waits for this one, too. */
    private void reply(Step.Reply reply) {
        CallCheck beside = check;
        if (beside == null) {
            listener.answeredAtHand(answers().reply(reply.response()));
            return;
        }
        check = null;
        Promise<Step> checked = loop.executor().newPromise();
        Future<CallCheck.Result> running = beside.begin();
        checked.addListener(done -> running.cancel(false));
        running.addListener((Future<CallCheck.Result> done) -> {
            if (done.isSuccess()) {
                annotate(done.getNow().annotations());
                CallError rejection = done.getNow().rejection();
                checked.trySuccess(rejection == null ? reply : new Step.Reject(rejection));
            } else {
                checked.tryFailure(done.cause());
            }
        });
        park(checked);
    }

    private void park(Future<Step> step) {
        parked = step;
        deadline =
                loop.executor().schedule(this::tookTooLong, loop.rules().sizes().stageNanos(), TimeUnit.NANOSECONDS);
        step.addListener((Future<Step> done) -> decided(done));
    }

    /** A decision that comes after the call has ended finds it no longer waiting. */
    private void decided(Future<Step> done) {
        if (parked != done) {
            return;
        }
        unpark();
        if (!done.isSuccess()) {
            reject(new CallError(GatewayError.INTERNAL, "The step '" + name() + "' before the call failed."));
        } else if (goesOn(done.getNow())) {
            stage++;
            run();
        }
    }

    private void tookTooLong() {
        Future<Step> waited = parked;
        if (waited != null) {
            unpark();
            waited.cancel(false);
            reject(new CallError(
                    GatewayError.STAGE_TIMEOUT, "The step '" + name() + "' before the call took too long."));
        }
    }

    private void unpark() {
        parked = null;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private String name() {
        return loop.stages().get(stage).name();
    }

    private void reject(CallError error) {
        goesOn(new Step.Reject(error));
    }

    private StageAnswers answers() {
        return new StageAnswers(loop, request, client, facts(), admitted, lease);
    }

    private CallFacts facts() {
        return annotations.addTo(
                new FactsOfCall(loop.rules().recorded(), loop.rules().callers())
                        .of(request, callId, admitted, key, asked));
    }

    /** The pre-call event is written now, and the first attempt begins when it is as durable as it has to be. */
    private CallHandle attempts() {
        RoutePlan route = plan;
        AttemptPlan attempt = first;
        ApiRequest read = asked;
        RequestDemand uses = demand;
        if (route == null || attempt == null || read == null || uses == null) {
            reject(new CallError(GatewayError.INTERNAL, "No step before the call said where it goes."));
            return CallHandle.OVER;
        }
        CallFacts facts = facts();
        KeptRequest made = kept;
        CallRecorder recorder =
                made == null ? loop.recorder().begin(facts) : loop.recorder().begin(facts, made);
        CallTimeline timeline = new CallTimeline(facts, recorder, loop.rules().tally(), loop.ticker(), lease);
        AskedRequest all = new AskedRequest(request, read, uses, listener, check);
        Call call = new Call(loop, client, all, route, attempt, timeline);
        loop.recorder().whenDurable(loop.executor(), call::start);
        call.awaitNoLongerThanTheProvider();
        return call;
    }

    @Override
    public void clientWritable() {
        then.clientWritable();
    }

    @Override
    public void clientGone() {
        if (end()) {
            answers().lost("The client hung up.");
        } else {
            then.clientGone();
        }
    }

    @Override
    public void abandon() {
        if (end()) {
            reject(new CallError(GatewayError.SHUTTING_DOWN, "The gateway is stopping."));
        } else {
            then.abandon();
        }
    }

    /** Whether it was waiting; it no longer is. */
    private boolean end() {
        Future<Step> waited = parked;
        if (waited == null) {
            return false;
        }
        unpark();
        waited.cancel(false);
        return true;
    }
}
