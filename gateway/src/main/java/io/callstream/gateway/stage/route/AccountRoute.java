package io.callstream.gateway.stage.route;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.config.NamePattern;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.TeamModels;
import io.callstream.gateway.limit.account.Quota;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderChoice;
import io.callstream.gateway.provider.Target;
import io.callstream.gateway.route.AttemptObserver;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.route.RoutePlan;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes that names no model of the gateway's: to the first deployment of a provider that the key may call, and
 * where it names a model of the provider's, to one that is for it. There is one attempt.
 */
final class AccountRoute {
    private static final String OPENAI = "openai";
    private static final String GONE =
            "The response is kept by the provider of a deployment that is no longer configured.";

    private final List<Target> targets;

    private final TeamModels teams;

    AccountRoute(List<Target> targets, TeamModels teams) {
        this.targets = List.copyOf(targets);
        this.teams = teams;
    }

    Step step(PendingCall call, ProviderChoice choice) {
        if (choice instanceof ProviderChoice.Fixed fixed) {
            return go(call, fixed.target(), fixed.target().deployment().model());
        }
        if (choice instanceof ProviderChoice.Keeper keeper) {
            return toKeeper(call, keeper);
        }
        ProviderChoice.Account account = (ProviderChoice.Account) choice;
        List<Target> those = ofProvider(account.provider());
        if (those.isEmpty()) {
            return new Step.Reject(unknown(account.provider()));
        }
        Target target = among(those, call.grant(), account.model());
        return target == null
                ? new Step.Reject(denied(account.model()))
                : go(call, target, account.model() == null ? target.deployment().model() : account.model());
    }

    private Step toKeeper(PendingCall call, ProviderChoice.Keeper keeper) {
        List<Target> those = targets.stream()
                .filter(each -> each.deployment().id().equals(keeper.deployment()))
                .toList();
        if (those.isEmpty()) {
            return new Step.Reject(new CallError(GatewayError.RESPONSE_NOT_FOUND, GONE, null));
        }
        Target target = among(those, call.grant(), null);
        return target == null
                ? new Step.Reject(denied(null))
                : go(call, target, target.deployment().model());
    }

    private static Step go(PendingCall call, Target target, String model) {
        AttemptPlan first = new AttemptPlan(
                target,
                ModelName.of(model),
                Duration.ZERO,
                AttemptReason.FIRST,
                target.deployment().limits(),
                AttemptObserver.NONE,
                Quota.NONE);
        call.route(RoutePlan.NOWHERE, first);
        return Step.CONTINUE;
    }

    /** Without a name OpenAI's, and where there is none, one that speaks its form. */
    private List<Target> ofProvider(@Nullable String provider) {
        String named = provider == null ? OPENAI : provider;
        List<Target> own = targets.stream()
                .filter(each -> each.deployment().provider().equals(named))
                .toList();
        return !own.isEmpty() || provider != null
                ? own
                : targets.stream()
                        .filter(each -> each.dialect(Operation.FILE_LIST).form().equals(OPENAI))
                        .toList();
    }

    /** A key that may call everything may use every account; another one those of its models, and for these alone. */
    private @Nullable Target among(List<Target> those, Grant grant, @Nullable String model) {
        List<Target> allowed = those.stream()
                .filter(each -> teams.shows(each.deployment().modelGroup(), grant))
                .toList();
        List<Target> fitting = model == null
                ? allowed
                : allowed.stream().filter(each -> serves(each, model)).toList();
        boolean free = grant.models().isEmpty() || model == null;
        return !fitting.isEmpty() ? fitting.get(0) : free && !allowed.isEmpty() ? allowed.get(0) : null;
    }

    private static boolean serves(Target target, String model) {
        return new NamePattern(target.deployment().model()).match(model) != null;
    }

    private static CallError unknown(@Nullable String provider) {
        String recorded =
                "No deployment of the provider is configured, whose key a call without a model could use: name another"
                        + " one in custom_llm_provider, or a model.";
        String message = provider == null
                ? recorded
                : recorded.replace("the provider", "the provider `" + ShownText.of(provider) + "`");
        return new CallError(GatewayError.INVALID_REQUEST, message, "custom_llm_provider", recorded);
    }

    private static CallError denied(@Nullable String model) {
        return new CallError(
                GatewayError.KEY_MODEL_DENIED,
                "The key may use no account of this provider"
                        + (model == null ? "." : " for a model of this name: it may call some models only."),
                "model");
    }
}
