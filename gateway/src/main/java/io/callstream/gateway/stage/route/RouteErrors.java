package io.callstream.gateway.stage.route;

import io.callstream.gateway.call.Step;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.account.Refusal;
import io.callstream.gateway.net.HeadWriter;
import io.callstream.gateway.route.Unavailable;
import java.util.stream.Collectors;

/** Refuses calls that no deployment may be asked for, with what LiteLLM says then. */
final class RouteErrors {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private RouteErrors() {}

    static Step of(Unavailable why, String model) {
        String shown = ShownText.of(model);
        if (why.reason() == Unavailable.Reason.TAGS) {
            String recorded = "Not allowed to access model due to tags configuration.";
            return new Step.Reject(new CallError(
                    GatewayError.NO_DEPLOYMENT_FOR_TAGS, recorded + " Passed model=" + shown, "model", recorded));
        }
        if (why.reason() == Unavailable.Reason.BUDGET) {
            return budget(why, shown);
        }
        long seconds = Math.max(1, (why.again().toNanos() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
        String recorded = "No deployments available for selected model, Try again in " + seconds + " seconds.";
        return new Step.Reject(
                new CallError(GatewayError.NO_DEPLOYMENTS, recorded + " Passed model=" + shown, "model", recorded),
                HeadWriter.lines("retry-after", Long.toString(seconds)));
    }

    /** A deployment's budget is named by the deployment's id, which LiteLLM's answer has as well. */
    private static Step budget(Unavailable why, String shown) {
        String reached =
                why.limits().stream().map(RouteErrors::reached).distinct().collect(Collectors.joining("; "));
        String recorded = "No deployments available - crossed budget: " + reached;
        CallError error =
                new CallError(GatewayError.BUDGET_EXCEEDED, recorded + ". Passed model=" + shown, "model", recorded);
        long seconds = why.limits().stream()
                .mapToLong(Refusal::retrySeconds)
                .filter(each -> each >= 0)
                .min()
                .orElse(-1);
        return seconds < 0
                ? new Step.Reject(error)
                : new Step.Reject(error, HeadWriter.lines("retry-after", Long.toString(seconds)));
    }

    private static String reached(Refusal refusal) {
        LimitSubject subject = refusal.rule().subject();
        return "Exceeded budget for " + subject.kind().word() + " " + subject.id() + ": "
                + Budget.dollars(refusal.used()) + " >= " + Budget.dollars(refusal.limit());
    }
}
