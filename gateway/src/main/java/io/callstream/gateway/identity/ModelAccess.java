package io.callstream.gateway.identity;

import io.callstream.gateway.config.NamePattern;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The models that one key, team or user may ask for. A name with a {@code *} stands for all that fit.
 *
 * @param whose for the message, such as {@code key}
 */
record ModelAccess(String whose, GatewayError denied, Set<String> names, List<NamePattern> patterns, boolean all) {
    private static final Set<String> ALL = Set.of("all-proxy-models", "*");
    private static final Set<String> INHERITED = Set.of("all-team-models", "all-org-models");
    private static final String NONE = "no-default-models";

    /** @param models an empty list, and names that stand for everything, allow all */
    static ModelAccess of(String whose, GatewayError denied, List<String> models) {
        boolean all =
                models.isEmpty() || models.stream().anyMatch(name -> ALL.contains(name) || INHERITED.contains(name));
        List<NamePattern> patterns = models.stream()
                .map(NamePattern::new)
                .filter(NamePattern::isWild)
                .toList();
        Set<String> names = models.stream().filter(name -> !name.equals(NONE)).collect(Collectors.toUnmodifiableSet());
        return new ModelAccess(whose, denied, names, patterns, all);
    }

    boolean allows(String model) {
        return all || names.contains(model) || patterns.stream().anyMatch(pattern -> pattern.match(model) != null);
    }

    /** Why a call of the model is refused; null when it is not. */
    @Nullable CallError refusal(String model) {
        if (allows(model)) {
            return null;
        }
        String recorded = "This " + whose + " may not call this model; GET /v1/models lists those that it may.";
        String message = whose + " not allowed to access model. This " + whose + " can only access models="
                + names.stream().sorted().toList() + ". Tried to access " + ShownText.of(model);
        return new CallError(denied, message, "model", recorded);
    }
}
