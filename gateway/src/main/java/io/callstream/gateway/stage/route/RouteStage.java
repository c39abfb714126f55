package io.callstream.gateway.stage.route;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.RoutePlan;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.route.Unavailable;
import java.util.random.RandomGenerator;

/** Plans where a call goes, by the model it asks for. */
public final class RouteStage implements Stage {
    private static final Step NO_MODEL =
            new Step.Reject(new CallError(GatewayError.INVALID_REQUEST, "you must provide a model parameter", "model"));

    private final Routes routes;
    private final RandomGenerator random;

    public RouteStage(Routes routes, RandomGenerator random) {
        this.routes = routes;
        this.random = random;
    }

    @Override
    public String name() {
        return "routing";
    }

    @Override
    public Step run(PendingCall call) {
        ApiRequest asked = call.asked();
        String model = call.model();
        if (asked == null || model == null) {
            return NO_MODEL;
        }
        RoutePlan plan = routes.plan(RequestedRoute.of(call.request(), asked, model, routes.byTags()), random);
        String named = asked.providerModel();
        RoutePlan route = named == null ? plan : new NamedModelPlan(plan, named);
        AttemptPlan first = route.next(null);
        if (first == null) {
            Unavailable why = plan.unavailable();
            return why == null
                    ? new Step.Reject(unknownModel(named == null ? model : named))
                    : RouteErrors.of(why, model);
        }
        call.route(route, first);
        return Step.CONTINUE;
    }

    private static CallError unknownModel(String model) {
        String told = "The model does not exist on this gateway; GET /v1/models lists those that do.";
        String message = told.replace("The model ", "The model `" + ShownText.of(model) + "` ");
        return new CallError(GatewayError.MODEL_NOT_FOUND, message, "model", told);
    }
}
