package io.callstream.gateway.identity;

import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Limits, sorted once by whether they hold for every call or for those of a model. */
record GrantRules(List<LimitRule> always, Map<String, List<LimitRule>> byModel) {
    static final GrantRules NONE = new GrantRules(List.of(), Map.of());
    private static final Set<Kind> OF_MODELS =
            EnumSet.of(Kind.KEY_AND_MODEL, Kind.TEAM_AND_MODEL, Kind.USER_AND_MODEL, Kind.ORGANIZATION_AND_MODEL);

    GrantRules {
        always = List.copyOf(always);
        byModel = Map.copyOf(byModel);
    }

    static GrantRules of(List<LimitRule> rules) {
        List<LimitRule> always = rules.stream()
                .filter(rule -> !OF_MODELS.contains(rule.subject().kind()))
                .toList();
        Map<String, List<LimitRule>> byModel = new HashMap<>();
        rules.stream()
                .filter(rule -> OF_MODELS.contains(rule.subject().kind()))
                .forEach(rule -> byModel.computeIfAbsent(rule.subject().second(), none -> new ArrayList<>(always))
                        .add(rule));
        byModel.replaceAll((model, list) -> List.copyOf(list));
        return new GrantRules(always, byModel);
    }

    /** The same, where models have other names inside: by the name outside. */
    GrantRules under(Map<String, String> names) {
        if (names.isEmpty() || byModel.isEmpty()) {
            return this;
        }
        Map<String, List<LimitRule>> all = new HashMap<>(byModel);
        names.forEach((outside, inside) -> {
            List<LimitRule> rules = byModel.get(outside);
            if (rules != null) {
                all.put(inside, rules);
            }
        });
        return new GrantRules(always, all);
    }

    List<LimitRule> of(@Nullable String model) {
        return model == null || byModel.isEmpty() ? always : byModel.getOrDefault(model, always);
    }
}
