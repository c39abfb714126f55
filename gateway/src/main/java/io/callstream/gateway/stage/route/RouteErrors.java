package io.callstream.gateway.stage.route;

import io.callstream.gateway.call.Step;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.route.Unavailable;
import io.callstream.gateway.upstream.HeadWriter;

/** Refuses calls that no deployment may be asked for, with what LiteLLM says then. */
final class RouteErrors {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private RouteErrors() {}

    static Step of(Unavailable why, String model) {
        String shown = ShownText.of(model);
        if (why.reason() == Unavailable.Reason.TAGS) {
            String told = "Not allowed to access model due to tags configuration.";
            return new Step.Reject(
                    new CallError(GatewayError.NO_DEPLOYMENT_FOR_TAGS, told + " Passed model=" + shown, "model", told));
        }
        long seconds = Math.max(1, (why.again().toNanos() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
        String told = "No deployments available for selected model, Try again in " + seconds + " seconds.";
        return new Step.Reject(
                new CallError(GatewayError.NO_DEPLOYMENTS, told + " Passed model=" + shown, "model", told),
                HeadWriter.lines("retry-after", Long.toString(seconds)));
    }
}
