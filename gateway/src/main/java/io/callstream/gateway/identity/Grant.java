package io.callstream.gateway.identity;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.LimitRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an admitted key may do. Made once for a key and its team, user and budget as they are, not for each call. For any thread.
 *
 * @param models each of them has to allow a model
 * @param aliases names under which the key's calls mean another model
 * @param tags that all its calls have
 * @param demands fields that its calls have to have
 * @param rules limits of all its calls, and of those of a model
 * @param role what it may do with the management API
 * @param validUntilMillis milliseconds since 1970 from where on it is worth nothing
 */
public record Grant(
        List<ModelAccess> models,
        RouteAccess routes,
        Map<String, String> aliases,
        List<String> tags,
        List<String> demands,
        GrantRules rules,
        Role role,
        long validUntilMillis) {
    /** Everything, for ever, without a limit; but no management. */
    public static final Grant FREE = free(Role.CALLER);

    /** The master key's. */
    public static final Grant MASTER = free(Role.ADMIN);

    /** What a key may do with the management API. */
    public enum Role {
        /** See its own key. */
        CALLER,
        /** See everything. */
        VIEWER,
        /** See and change everything. */
        ADMIN
    }

    public Grant {
        models = List.copyOf(models);
        aliases = Map.copyOf(aliases);
        tags = List.copyOf(tags);
        demands = List.copyOf(demands);
    }

    private static Grant free(Role role) {
        return new Grant(
                List.of(),
                new RouteAccess(List.of()),
                Map.of(),
                List.of(),
                List.of(),
                GrantRules.NONE,
                role,
                Long.MAX_VALUE);
    }

    /** The same with limits. */
    public Grant limited(List<LimitRule> limits) {
        return new Grant(models, routes, aliases, tags, demands, GrantRules.of(limits), role, validUntilMillis);
    }

    /** The model that is meant by a name. */
    public String model(String asked) {
        return aliases.isEmpty() ? asked : aliases.getOrDefault(asked, asked);
    }

    public boolean allowsModel(String asked) {
        return models.isEmpty() || refusal(asked) == null;
    }

    /** Whether one of its own names, which it may call, means a model group. */
    public boolean means(String group) {
        return aliases.entrySet().stream()
                .anyMatch(each -> each.getValue().equals(group) && allowsModel(each.getKey()));
    }

    /**
     * Why a call of a model is refused; null when it is not. A name that stands for another model is allowed where that one is, or where
     * the name itself is and was given by those who say so.
     */
    public @Nullable CallError refusal(String asked) {
        for (ModelAccess each : models) {
            CallError refusal = each.refusal(model(asked));
            if (refusal != null && !each.allowsName(asked)) {
                return refusal;
            }
        }
        return null;
    }

    /** Why a call of a path is refused; null when it is not. */
    public @Nullable CallError routeRefusal(String path) {
        return routes.allowsCall(path) ? null : routeDenied();
    }

    /** Whether the management API answers at a path. */
    public boolean manages(String path, boolean changes) {
        boolean may = role == Role.ADMIN || role == Role.VIEWER && !changes;
        return may && reaches(path, changes);
    }

    /** Whether the key's paths have one of the management API, for whoever may manage something there. */
    public boolean reaches(String path, boolean changes) {
        return routes.allowsManagement(path, changes);
    }

    private CallError routeDenied() {
        return new CallError(
                GatewayError.ROUTE_DENIED,
                "Virtual key is not allowed to call this route. Only allowed to call routes: " + routes.allowed());
    }

    /** The limits of a call of a model, as the client names it or as it is meant; always the same list for the same model. */
    public List<LimitRule> rules(@Nullable String model) {
        return rules.of(model == null ? null : model(model));
    }
}
