package io.callstream.gateway.identity;

import io.callstream.gateway.config.NamePattern;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The models that one key, team or user may ask for. A name with a {@code *} stands for all that fit.
 *
 * @param whose for the message, such as {@code key}
 * @param inside what models of a team's own are called inside, of those that may be called
 * @param given names of models that whoever sets this has given other models; null when all have been
 */
record ModelAccess(
        String whose,
        GatewayError denied,
        Set<String> names,
        List<NamePattern> patterns,
        boolean all,
        Set<String> inside,
        @Nullable Set<String> given) {
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
        return new ModelAccess(whose, denied, names, patterns, all, Set.of(), null);
    }

    /** The same, where only these names may stand for other models: who has others could else call what is not allowed. */
    ModelAccess giving(Set<String> own) {
        return new ModelAccess(whose, denied, names, patterns, all, inside, Set.copyOf(own));
    }

    /** The same with a team's own models, by what their names mean. */
    ModelAccess inside(Map<String, String> own) {
        Set<String> theirs = own.entrySet().stream()
                .filter(each -> allows(each.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
        return new ModelAccess(whose, denied, names, patterns, all, theirs, given);
    }

    boolean allows(String model) {
        return all
                || names.contains(model)
                || inside.contains(model)
                || patterns.stream().anyMatch(pattern -> pattern.match(model) != null);
    }

    /** Whether a name is enough, whatever it stands for. */
    boolean allowsName(String asked) {
        Set<String> own = given;
        return (own == null || own.contains(asked)) && allows(asked);
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
