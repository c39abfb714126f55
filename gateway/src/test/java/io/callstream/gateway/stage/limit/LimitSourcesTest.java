package io.callstream.gateway.stage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.call.StageRig;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.config.LimitsConfig;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import io.callstream.table.MemoryTables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which limits a call falls under: those of the file, and those that are made at run time. */
class LimitSourcesTest {
    private static final KeyHash HASH = KeyHash.of("sk-limited");
    private static final LimitSubject OWN = LimitSubject.key(HASH.hex());

    private final Identities identities = new Identities(new MemoryTables().kept(TopicCatalogue.identity()));

    private void made(EntityKind kind, String id, String json) {
        try {
            Fields fields = new Fields(PlainValues.readObject(Slice.of(json.replace('\'', '"'))));
            identities.save(new Entity(kind, id, fields));
        } catch (InvalidJsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static LimitsConfig config(String more) {
        return CallRig.config("model_list: [{model_name: m, litellm_params: {model: openai/m}}]\n" + more)
                .auth()
                .limits();
    }

    private static ApiKey key() {
        return new ApiKey(HASH, null, null, null, List.of(), List.of(), List.of());
    }

    /** As {@code end_user bob rpm=1 usd=2}, in order of the source. */
    private static String rules(LimitSource source, @Nullable ApiKey key, Grant grant, String more) {
        List<String> found = new ArrayList<>();
        try (StageRig rig = StageRig.as(key, grant, StageRig.stage("looking", call -> {
            source.rules(call).forEach(rule -> found.add(shown(rule)));
            return Step.CONTINUE;
        }))) {
            rig.chat("{'model':'m','messages':[{'role':'user','content':'Hi'}]" + more + "}");
        }
        found.sort(String::compareTo);
        return String.join("; ", found);
    }

    private static String shown(LimitRule rule) {
        String id = rule.subject().id().equals(HASH.hex())
                ? ""
                : " " + rule.subject().id();
        return (rule.subject().kind().word() + id).strip()
                + amount(" rpm=", rule.rates().rpm())
                + amount(" parallel=", rule.rates().parallel())
                + (rule.budget().limitNanoUsd() == null
                        ? ""
                        : " usd=" + Budget.dollars(rule.budget().limitNanoUsd()));
    }

    private static String amount(String name, @Nullable Long value) {
        return value == null ? "" : name + value;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                                  | ``",
                ",'user':'bob'                                       | end_user bob usd=1",
                ",'user':''                                          | ``",
                ",'metadata':{'tags':['a','b','a','c']}              | tag a rpm=5; tag b usd=2",
                ",'user':'bob','tags':['a']                          | end_user bob usd=1; tag a rpm=5",
            })
    void theFileLimitsEndUsersAndTags(String more, String rules) {
        LimitSource source = new ConfiguredLimits(config("""
            litellm_settings:
              max_end_user_budget: 1
              tag_budget_config:
                a: {rpm_limit: 5}
                b: {max_budget: 2, budget_duration: 1d}
            """));

        assertThat(rules(source, null, Grant.FREE, more)).isEqualTo(rules);
    }

    @Test
    void theFileLimitsItsKeysAndAllCalls() {
        LimitSource source = new ConfiguredLimits(config("""
            general_settings: {global_max_parallel_requests: 9}
            litellm_settings: {max_budget: 100}
            callstream: {auth: {keys: [{key: sk-limited, alias: a, rpm_limit: 3}, {key: sk-free, alias: b}]}}
            """));

        assertThat(rules(source, key(), Grant.FREE, "")).isEqualTo("global parallel=9 usd=100; key rpm=3");
        assertThat(rules(source, null, Grant.FREE, "")).isEqualTo("global parallel=9 usd=100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                  | ``",
                ",'user':'bob'                       | end_user bob rpm=1",
                ",'user':'poor'                      | end_user poor usd=3",
                ",'user':'eve'                       | ``",
                ",'tags':['x','y','x']               | tag x rpm=7",
                ",'user':'bob','tags':['x']          | end_user bob rpm=1; tag x rpm=7",
            })
    void thoseThatAreMadeHaveTheirs(String more, String rules) {
        made(EntityKind.BUDGET, "small", "{'max_budget':3}");
        made(EntityKind.CUSTOMER, "bob", "{'rpm_limit':1}");
        made(EntityKind.CUSTOMER, "poor", "{'budget_id':'small'}");
        made(EntityKind.CUSTOMER, "eve", "{}");
        made(EntityKind.TAG, "x", "{'rpm_limit':7}");

        assertThat(rules(new ManagedLimits(identities, null, null), null, Grant.FREE, more))
                .isEqualTo(rules);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",'user':'stranger' | end_user stranger usd=3",
                ",'user':'bob'      | end_user bob rpm=1",
                ",'user':'eve'      | end_user eve usd=3",
                "``                 | ``",
            })
    void whoHasNoneHasThoseOfTheBudgetForAll(String more, String rules) {
        made(EntityKind.BUDGET, "all", "{'max_budget':3}");
        made(EntityKind.CUSTOMER, "bob", "{'rpm_limit':1}");
        made(EntityKind.CUSTOMER, "eve", "{}");

        assertThat(rules(new ManagedLimits(identities, null, "all"), null, Grant.FREE, more))
                .isEqualTo(rules);
    }

    @Test
    void aKeyThatSaysNothingHasSoManyCallsAtOnceAsTheFileSays() {
        ManagedLimits source = new ManagedLimits(identities, 20L, null);
        Grant says = Grant.FREE.limited(List.of(LimitRule.of(OWN, new RateLimits(null, null, 3L))));
        Grant saysLess = Grant.FREE.limited(List.of(LimitRule.of(OWN, new RateLimits(5L, null, null))));
        Grant ofTeam = Grant.FREE.limited(
                List.of(LimitRule.of(new LimitSubject(LimitSubject.Kind.TEAM, "t"), new RateLimits(null, null, 3L))));

        assertThat(rules(source, key(), says, "")).isEqualTo("key parallel=3");
        assertThat(rules(source, key(), saysLess, "")).isEqualTo("key parallel=20; key rpm=5");
        assertThat(rules(source, key(), ofTeam, "")).isEqualTo("key parallel=20; team t parallel=3");
        assertThat(rules(source, key(), Grant.MASTER, "")).isEmpty();
        assertThat(rules(source, key(), Grant.FREE, "")).isEmpty();
        assertThat(rules(source, null, saysLess, "")).isEqualTo("key rpm=5");
    }

    @Test
    void withoutAnyTableAKeysOwnLimitsHold() {
        Grant grant = Grant.FREE.limited(List.of(LimitRule.of(OWN, new RateLimits(5L, null, null))));

        assertThat(rules(new ManagedLimits(null, null, "all"), key(), grant, ",'user':'bob'"))
                .isEqualTo("key rpm=5");
    }
}
