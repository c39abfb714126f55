package io.callstream.gateway.identity;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import io.callstream.table.MemoryTables;
import io.callstream.table.SharedTable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Entities in a table in memory; apostrophes stand for quotes. */
public final class IdentityRig {
    static final String KEY = "a".repeat(64);

    final SharedTable table = new MemoryTables().kept(TopicCatalogue.identity());
    final Identities identities = new Identities(table);
    private AccessGroups groups = AccessGroups.NONE;
    private TeamModels teams = TeamModels.NONE;

    static Fields fields(String json) {
        try {
            return new Fields(PlainValues.readObject(Slice.of(json.replace('\'', '"'))));
        } catch (InvalidJsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** @param kindAndId such as {@code team:core} */
    public IdentityRig with(String kindAndId, String json) {
        int colon = kindAndId.indexOf(':');
        EntityKind kind = EntityKind.of(kindAndId.substring(0, colon)).orElseThrow();
        identities.save(new Entity(kind, kindAndId.substring(colon + 1), fields(json)));
        return this;
    }

    IdentityRig group(String name, String... models) {
        groups = new AccessGroups(Map.of(name, Set.of(models)));
        return this;
    }

    public IdentityRig own(TeamModels known) {
        teams = known;
        return this;
    }

    IdentityRig own(String team, String outside, String inside) {
        teams = new TeamModels(Map.of(team, Map.of(outside, inside)), Set.of(inside));
        return this;
    }

    /** What a key may do that says this. */
    public Grant grant(String key) {
        with("key:" + KEY, key);
        Entity entity = identities.find(EntityKind.KEY, KEY).orElseThrow();
        return new Grants(identities, groups, teams).of(entity, Owners.of(entity.fields(), identities));
    }

    /** A rule in one line: {@code key rpm=1 usd=2.5/1d}. */
    static String shown(LimitRule rule) {
        String second = rule.subject().second();
        StringBuilder text = new StringBuilder(rule.subject().kind().word());
        text.append(second.isEmpty() ? "" : "(" + second + ")");
        add(text, "rpm", rule.rates().rpm());
        add(text, "tpm", rule.rates().tpm());
        add(text, "parallel", rule.rates().parallel());
        Budget budget = rule.budget();
        Long limit = budget.limitNanoUsd();
        add(text, "usd", limit == null ? null : Budget.dollars(limit));
        add(text, "soft", budget.softNanoUsd() == null ? null : Budget.dollars(budget.softNanoUsd()));
        text.append(limit == null || budget.period() == null ? "" : "/" + budget.period());
        add(text, "spent", budget.carriedNanoUsd() == 0 ? null : Budget.dollars(budget.carriedNanoUsd()));
        return text.toString();
    }

    private static void add(StringBuilder text, String name, Object value) {
        if (value != null) {
            text.append(' ').append(name).append('=').append(value);
        }
    }

    static String shown(List<LimitRule> rules) {
        return String.join("; ", rules.stream().map(IdentityRig::shown).toList());
    }
}
