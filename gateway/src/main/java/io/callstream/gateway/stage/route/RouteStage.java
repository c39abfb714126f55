package io.callstream.gateway.stage.route;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.TeamModels;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.ProviderChoice;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.RoutePlan;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.route.Unavailable;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Plans where a call goes, by the model it asks for. */
public final class RouteStage implements Stage {
    private static final Step NO_MODEL =
            new Step.Reject(new CallError(GatewayError.INVALID_REQUEST, "you must provide a model parameter", "model"));

    private static final long LOOK_MILLIS = 25;

    private final Routes routes;
    private final RandomGenerator random;
    private final Duration patience;
    private final AccountRoute accounts;

    /** @param patience how long a call waits for a deployment that has a place for it; less than it may wait for a stage */
    public RouteStage(Routes routes, RandomGenerator random, Duration patience) {
        this(routes, random, patience, TeamModels.NONE);
    }

    /** @param teams models whose accounts are not everybody's */
    public RouteStage(Routes routes, RandomGenerator random, Duration patience, TeamModels teams) {
        this.routes = routes;
        this.random = random;
        this.patience = patience;
        this.accounts = new AccountRoute(routes.targets(), teams);
    }

    @Override
    public String name() {
        return "routing";
    }

    @Override
    public Step run(PendingCall call) {
        ApiRequest asked = call.asked();
        String model = call.model();
        ProviderChoice account = asked == null ? null : asked.choice();
        if (account != null && model == null) {
            return accounts.step(call, account);
        }
        if (asked == null || model == null) {
            return NO_MODEL;
        }
        Choice choice = new Choice(call, asked, model);
        Step step = choice.look();
        return step == null ? choice.waiting() : step;
    }

    /** Where one call goes, which may have to be looked for again and again. */
    private final class Choice {
        private final PendingCall call;
        private final ApiRequest asked;
        private final String model;
        private final long end;

        Choice(PendingCall call, ApiRequest asked, String model) {
            this.call = call;
            this.asked = asked;
            this.model = model;
            this.end = now() + patience.toNanos();
        }

        /** Null when a place may be free later. */
        @Nullable Step look() {
            RoutePlan plan = plan(call, asked, model);
            String named = asked.providerModel();
            RoutePlan route = named == null ? plan : new NamedModelPlan(plan, named);
            AttemptPlan first = route.next(null);
            if (first != null) {
                call.route(route, first);
                return Step.CONTINUE;
            }
            Unavailable why = plan.unavailable();
            if (why == null) {
                return new Step.Reject(unknownModel(named == null ? model : named));
            }
            return why.reason() == Unavailable.Reason.FULL && now() < end ? null : RouteErrors.of(why, model);
        }

        Step waiting() {
            Promise<Step> decision = call.executor().newPromise();
            later(decision);
            return new Step.Later(decision);
        }

        private void later(Promise<Step> decision) {
            call.executor().schedule(() -> again(decision), LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void again(Promise<Step> decision) {
            if (decision.isDone()) {
                return; // whoever waited is gone
            }
            Step step = look();
            if (step == null) {
                later(decision);
            } else {
                decision.setSuccess(step);
            }
        }

        private long now() {
            return call.executor().ticker().nanoTime();
        }
    }

    private RoutePlan plan(PendingCall call, ApiRequest asked, String model) {
        String alone = asked.deployment();
        String where = alone == null || !isOf(alone, model) ? model : alone;
        List<String> tags = routes.byTags() ? call.metadata().tags() : List.of();
        return routes.plan(RequestedRoute.of(call.request(), asked, where, tags), random);
    }

    /** Whether a deployment is one of the model's, which the caller may ask; one of every model's cannot be asked for by its id. */
    private boolean isOf(String id, String model) {
        AttemptPlan first = routes.first(id);
        Deployment found = first == null ? null : first.target().deployment();
        return found != null
                && found.id().equals(id)
                && found.modelGroup().indexOf('*') < 0
                && found.modelGroup().equals(routes.group(model));
    }

    private static CallError unknownModel(String model) {
        String recorded = "The model does not exist on this gateway; GET /v1/models lists those that do.";
        String message = recorded.replace("The model ", "The model `" + ShownText.of(model) + "` ");
        return new CallError(GatewayError.MODEL_NOT_FOUND, message, "model", recorded);
    }
}
