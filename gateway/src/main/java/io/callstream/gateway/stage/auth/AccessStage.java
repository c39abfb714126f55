package io.callstream.gateway.stage.auth;

import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.identity.TeamModels;
import io.callstream.gateway.provider.ApiRequest;
import org.jspecify.annotations.Nullable;

/** Refuses calls of paths and models that the key may not call, and calls for end users who are blocked. */
public final class AccessStage implements Stage {
    private static final CallError BLOCKED = new CallError(
            GatewayError.KEY_BLOCKED,
            "User blocked from making LLM API Calls. Update via `/customer/unblock` if you're an admin.",
            "user");

    private static final CallError UNKNOWN = new CallError(
            GatewayError.MODEL_NOT_FOUND,
            "The model does not exist on this gateway; GET /v1/models lists those that do.",
            "model");

    private final @Nullable Identities identities;
    private final TeamModels teams;

    /** @param identities null when there are none but those of the configuration */
    public AccessStage(@Nullable Identities identities, TeamModels teams) {
        this.identities = identities;
        this.teams = teams;
    }

    @Override
    public String name() {
        return "access";
    }

    @Override
    public Step run(PendingCall call) {
        Grant grant = call.grant();
        CallError refusal = grant == Grant.FREE || grant == Grant.MASTER ? null : refusal(call, grant);
        if (refusal == null && teams != TeamModels.NONE && grant.role() == Grant.Role.CALLER) {
            refusal = anothers(call);
        }
        if (refusal == null && blocked(call)) {
            refusal = BLOCKED;
        }
        return refusal == null ? Step.CONTINUE : new Step.Reject(refusal);
    }

    private static @Nullable CallError refusal(PendingCall call, Grant grant) {
        Endpoint endpoint = call.request().endpoint();
        String path = endpoint.place().path();
        CallError route =
                grant.routeRefusal(path.isEmpty() ? endpoint.operation().path() : path);
        ApiRequest asked = call.asked();
        String model = asked == null ? null : asked.model();
        if (route != null || asked == null || model == null) {
            return route;
        }
        CallError own = grant.refusal(model);
        return own == null ? ofFallbacks(asked, grant) : own;
    }

    /** A request may fall back to what its key may call, and to what the configuration says. */
    private static @Nullable CallError ofFallbacks(ApiRequest asked, Grant grant) {
        for (String named : asked.routing().named()) {
            CallError refusal = grant.refusal(named);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /** Whoever names a team's model as it is called inside has it from somewhere else. */
    private @Nullable CallError anothers(PendingCall call) {
        ApiRequest asked = call.asked();
        ApiKey key = call.key();
        String team = key == null ? null : key.teamId();
        String model = asked == null ? null : asked.model();
        boolean hidden = asked != null
                && (model != null && teams.hides(model, team)
                        || asked.routing().named().stream().anyMatch(each -> teams.hides(each, team)));
        return hidden ? UNKNOWN : null;
    }

    private boolean blocked(PendingCall call) {
        Identities known = identities;
        ApiRequest asked = call.asked();
        if (known == null || asked == null || !known.blocksCustomers()) {
            return false;
        }
        String endUser = call.said().endUser();
        return endUser != null && known.blocksCustomer(endUser);
    }
}
