package io.callstream.gateway.call;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.AttemptResult;
import io.callstream.gateway.route.RoutePlan;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call's attempts, as its plan says: one after the other, and sometimes one beside a slow one. Keeps where the call is in
 * its life. Only for the call's event loop.
 */
final class Attempts {
    private final Call call;
    private final EventExecutor executor;
    private final AttemptMaker maker;
    private final RoutePlan plan;
    private final CallTimeline timeline;
    private final ClientPace pace;
    private final Hedge hedge;
    private AttemptRequest latest;
    private CallState state = CallState.RECORDING;
    private long firstSentNanos;

    /** @param first of the plan's attempts */
    Attempts(Call call, AttemptMaker maker, RoutePlan plan, AttemptPlan first, CallTimeline timeline, ClientPace pace) {
        this.call = call;
        this.executor = call.executor();
        this.maker = maker;
        this.plan = plan;
        this.timeline = timeline;
        this.pace = pace;
        this.hedge = new Hedge(executor, timeline);
        this.latest = maker.request(first);
    }

    CallState state() {
        return state;
    }

    /** What the attempt under way asks for, else the last one, else the first to come. */
    AttemptRequest latest() {
        return latest;
    }

    /** The attempt under way, or the one that another is beside; null when there is none. */
    @Nullable Attempt current() {
        return state.attempt();
    }

    /** What of an answer is on its way; null when nothing is. */
    @Nullable Relay relay() {
        Attempt attempt = current();
        return attempt == null ? null : attempt.relay();
    }

    void start() {
        firstSentNanos = timeline.now();
        begin(maker.attempt(call, latest));
    }

    private void begin(Attempt attempt) {
        latest = attempt.request();
        pace.began();
        state = new CallState.Attempting(attempt);
        timeline.began(attempt);
        hedge.after(plan.hedgeAfter(), () -> beginBeside(attempt));
        attempt.send();
    }

    /** The attempt is slow: another one begins, and whichever of them has the first byte goes on. */
    private void beginBeside(Attempt slow) {
        boolean waits = current() == slow && slow.firstByteNanos() < 0 && !pace.gone();
        AttemptPlan other = waits ? plan.hedge() : null;
        if (other != null) {
            Attempt beside = maker.attempt(call, maker.request(other));
            hedge.begin(beside);
            beside.send();
        }
    }

    /** The first of its answer has come: what is under way beside it is not needed any more. */
    void firstByte(Attempt attempt) {
        Attempt current = current();
        if (current != null) {
            goOn(hedge.decide(current, attempt));
        }
    }

    private void goOn(Attempt attempt) {
        if (state instanceof CallState.Attempting attempting && attempting.attempt() != attempt) {
            state = new CallState.Attempting(attempt);
            latest = attempt.request();
        }
    }

    /** The client has the beginning of its answer. */
    void commit(Attempt attempt) {
        if (state instanceof CallState.Attempting) {
            firstByte(attempt);
            state = new CallState.Committed(attempt);
        }
    }

    /** The same deployment is asked in another way: at another place, or for less. */
    void again(Attempt last, AttemptRequest next, AttemptReason why) {
        last.reportLeft();
        firstByte(last);
        timeline.gaveUp(last, last.status() < 400 ? null : GatewayError.ofProviderStatus(last.status()));
        begin(maker.again(call, next, last, why));
    }

    /** Whether another attempt takes the place of one that failed; its answer is then forgotten. */
    boolean replace(Attempt failed, GatewayError error) {
        if (pace.gone()) {
            failed.reportLeft();
        } else {
            failed.reportFailure(error);
        }
        boolean committed = state instanceof CallState.Committed || failed.committed();
        return !committed && !pace.gone() && (leave(failed, error) || retry(failed, error));
    }

    /** The one beside it, if there is one, goes on alone. */
    private boolean leave(Attempt failed, GatewayError error) {
        Attempt current = current();
        Attempt other = current == null ? null : hedge.leave(current, failed, error);
        if (other == null) {
            return false;
        }
        failed.discard();
        goOn(other);
        return true;
    }

    private boolean retry(Attempt failed, GatewayError error) {
        failed.quota().end(); // its place may be the only one
        Duration elapsed = Duration.ofNanos(timeline.now() - firstSentNanos);
        AttemptPlan next = plan.next(new AttemptResult(error, RetryAfter.of(failed.headers()), elapsed));
        if (next == null) {
            return false;
        }
        failed.discard();
        timeline.gaveUp(failed, error);
        follow(next);
        return true;
    }

    private void follow(AttemptPlan next) {
        if (next.delay().isZero()) {
            begin(maker.attempt(call, maker.request(next)));
        } else {
            state = new CallState.Pausing(
                    executor.schedule(() -> resume(next), next.delay().toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    private void resume(AttemptPlan next) {
        if (state instanceof CallState.Pausing) {
            begin(maker.attempt(call, maker.request(next)));
        }
    }

    /** What is under way is given up. */
    void stop() {
        Attempt attempt = alone();
        if (attempt != null) {
            attempt.cancel();
        } else if (state instanceof CallState.Pausing pausing) {
            pausing.next().cancel(false);
        }
    }

    /** The call ends with what its provider has said. */
    void end(Relay relay, Relay.Verdict verdict) {
        Attempt attempt = alone();
        if (attempt != null && verdict instanceof Relay.Verdict.Whole) {
            attempt.reportSuccess(relay.found().usage());
        }
        end();
    }

    /** The call ends, for no reason of its deployment's if none was reported. */
    void end() {
        Attempt attempt = alone();
        if (attempt != null) {
            attempt.reportLeft();
        }
        state = CallState.ENDED;
    }

    /** The attempt under way, with none beside it any more. */
    private @Nullable Attempt alone() {
        Attempt attempt = current();
        return attempt == null ? null : hedge.decide(attempt, attempt);
    }
}
