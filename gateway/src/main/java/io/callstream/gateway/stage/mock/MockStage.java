package io.callstream.gateway.stage.mock;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.AttemptResult;
import io.callstream.gateway.route.RoutePlan;
import io.netty.util.concurrent.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a request, or the deployment that it would go to, wants to be made up. A made-up error leads on to retries
 * and fallbacks as a provider's would, without the pauses between them.
 */
public final class MockStage implements Stage {
    private static final Step NOT_MADE_UP = new Step.Reject(new CallError(
            GatewayError.UNSUPPORTED,
            "Only answers to chats, completions and embeddings are made up: leave mock_response out.",
            "mock_response"));

    private final MockAnswers answers;

    public MockStage(Clock clock) {
        this.answers = new MockAnswers(clock);
    }

    @Override
    public String name() {
        return "mock answers";
    }

    @Override
    public Step run(PendingCall call) {
        ApiRequest asked = call.asked();
        AttemptPlan first = call.firstAttempt();
        RoutePlan plan = call.plan();
        if (asked == null
                || first == null
                || plan == null
                || asked.mock().none() && ofDeployment(first).none()) {
            return Step.CONTINUE;
        }
        if (call.request().endpoint().operation().passed()) {
            return NOT_MADE_UP;
        }
        Step step = asked.mock().none() || asked.mock().failure() != null
                ? planned(call, asked, plan, first)
                : answer(call, asked, asked.mock(), first);
        Duration delay =
                asked.mock().none() ? ofDeployment(first).delay() : asked.mock().delay();
        return delay.isZero() ? step : later(call, step, delay);
    }

    /** Goes through the attempts for as long as they are made up and fail. */
    private Step planned(PendingCall call, ApiRequest asked, RoutePlan plan, AttemptPlan first) {
        AttemptPlan next = first;
        while (true) {
            MockAnswer mock = mock(asked, next, first);
            if (mock.none()) {
                call.route(plan, next);
                return Step.CONTINUE;
            }
            CallError error = MockError.of(mock);
            if (error == null) {
                return answer(call, asked, mock, next);
            }
            next = plan.next(new AttemptResult(error.error(), null, Duration.ZERO));
            if (next == null) {
                return new Step.Reject(error);
            }
        }
    }

    /** The failure that a request wants is that of its own model group. */
    private static MockAnswer mock(ApiRequest asked, AttemptPlan next, AttemptPlan first) {
        boolean fails = asked.mock().failure() != null && group(next).equals(group(first));
        return fails ? asked.mock() : ofDeployment(next);
    }

    private static String group(AttemptPlan attempt) {
        return attempt.target().deployment().modelGroup();
    }

    private static MockAnswer ofDeployment(AttemptPlan attempt) {
        return attempt.target().deployment().endpoint().parameters().mock();
    }

    private Step answer(PendingCall call, ApiRequest asked, MockAnswer mock, AttemptPlan attempt) {
        @Nullable CallError error = MockError.of(mock);
        return error == null
                ? new Step.Reply(answers.response(call.request().endpoint(), asked, mock, attempt))
                : new Step.Reject(error);
    }

    private static Step later(PendingCall call, Step step, Duration delay) {
        Promise<Step> promise = call.executor().newPromise();
        call.executor().schedule(() -> promise.trySuccess(step), delay.toNanos(), TimeUnit.NANOSECONDS);
        return new Step.Later(promise);
    }
}
