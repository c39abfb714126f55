package io.callstream.gateway.config;

import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keys, teams, users, customers and budgets that are made at run time.
 *
 * @param master hash of the key that may make them; empty when there is none, and so nobody who could
 * @param wanted whether the gateway keeps any
 * @param defaults fields of a new key that does not say them
 * @param bounds the most that fields of a new key may say, and what they are when they say nothing
 * @param ofTeams fields of a new team that does not say them
 * @param ofUsers fields of a new user that does not say them
 * @param models that are made in the same way
 */
public record KeyManagement(
        Optional<KeyHash> master,
        boolean wanted,
        Map<String, Object> defaults,
        Map<String, Object> bounds,
        Map<String, Object> ofTeams,
        Map<String, Object> ofUsers,
        ModelKeeping models) {
    /** Nobody makes any. */
    public static final KeyManagement NONE = new KeyManagement(Optional.empty(), true);

    static final Key<Boolean> MANAGED_KEYS = Key.flag("managed_keys")
            .byDefault("true")
            .says("Whether keys, teams, users, customers and budgets can be made at run time, by whoever has"
                    + " general_settings.master_key; they live in the topic llm.identity.");

    /** LiteLLM's, in its {@code litellm_settings}. */
    static final class OfLitellm {
        static final Key<Map<String, Object>> DEFAULTS = Key.plainValues("default_key_generate_params")
                .byDefault(Map.of(), "")
                .says("Fields of keys that are made, where the request does not say them.");
        static final Key<Map<String, Object>> BOUNDS = Key.plainValues("upperbound_key_generate_params")
                .byDefault(Map.of(), "")
                .says("The most that limits, budgets and durations of keys that are made may be, and what they are when"
                        + " the request does not say them.");

        static final Key<Map<String, Object>> TEAMS = Key.plainValues("default_team_params")
                .byDefault(Map.of(), "")
                .says("Fields of teams that are made, where the request does not say them.");
        static final Key<Map<String, Object>> USERS = Key.plainValues("default_internal_user_params")
                .byDefault(Map.of(), "")
                .says("Fields of users that are made, where the request does not say them; `teams` are joined.");
        static final Key<Optional<BigDecimal>> USER_BUDGET = Key.exact("max_internal_user_budget")
                .min("0")
                .max(LimitsConfig.MOST_DOLLARS)
                .optional()
                .says("US dollars that a user who is made may spend, where neither the request nor"
                        + " default_internal_user_params says.");
        static final Key<Optional<String>> USER_PERIOD = Key.scalar(
                        "internal_user_budget_duration", KeyManagement::period)
                .optional()
                .says("After which time that begins anew.");

        private OfLitellm() {}
    }

    public KeyManagement(Optional<KeyHash> master, boolean wanted) {
        this(master, wanted, Map.of(), Map.of(), Map.of(), Map.of(), ModelKeeping.NONE);
    }

    public KeyManagement {
        defaults = Map.copyOf(defaults);
        bounds = Map.copyOf(bounds);
        ofTeams = Map.copyOf(ofTeams);
        ofUsers = Map.copyOf(ofUsers);
    }

    static KeyManagement read(Optional<KeyHash> master, Section auth, Section litellmSettings, ModelKeeping models) {
        return new KeyManagement(
                master,
                auth.get(MANAGED_KEYS),
                litellmSettings.get(OfLitellm.DEFAULTS),
                litellmSettings.get(OfLitellm.BOUNDS),
                litellmSettings.get(OfLitellm.TEAMS),
                users(litellmSettings),
                models);
    }

    /** As it is kept, once it is clear that it is one. */
    private static String period(String text) {
        BudgetPeriod.parse(text);
        return text.strip();
    }

    private static Map<String, Object> users(Section litellmSettings) {
        Map<String, Object> fields = new LinkedHashMap<>();
        litellmSettings.get(OfLitellm.USER_BUDGET).ifPresent(most -> fields.put("max_budget", most));
        litellmSettings.get(OfLitellm.USER_PERIOD).ifPresent(period -> fields.put("budget_duration", period));
        fields.putAll(litellmSettings.get(OfLitellm.USERS));
        return fields;
    }

    /** Whether the gateway keeps any. */
    public boolean enabled() {
        return wanted && master.isPresent();
    }

    /** Whether it keeps models, too. */
    public boolean keepsModels() {
        return enabled() && models.wanted();
    }

    public boolean isMaster(KeyHash key) {
        return master.filter(key::equals).isPresent();
    }
}
