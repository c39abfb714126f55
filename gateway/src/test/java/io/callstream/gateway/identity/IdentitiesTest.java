package io.callstream.gateway.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entities as the table has them at the moment. */
class IdentitiesTest {
    private static final String OTHER = "b".repeat(64);

    private final IdentityRig rig = new IdentityRig();
    private final Identities identities = rig.identities;

    private void removed(EntityKind kind, String id) {
        identities.remove(identities.find(kind, id).orElseThrow());
    }

    @Test
    void anEntityIsFoundByItsKindAndIdUntilItIsRemoved() {
        rig.with("team:a", "{'team_alias':'A'}").with("user:a", "{}");

        assertThat(identities.find(EntityKind.TEAM, "a"))
                .get()
                .extracting(Entity::id)
                .isEqualTo("a");
        assertThat(identities.find(EntityKind.TEAM, "A")).isEmpty();
        assertThat(identities.find(EntityKind.CUSTOMER, "a")).isEmpty();
        assertThat(identities.find(EntityKind.TEAM, null)).isEmpty();

        removed(EntityKind.TEAM, "a");

        assertThat(identities.find(EntityKind.TEAM, "a")).isEmpty();
        assertThat(identities.find(EntityKind.USER, "a")).isPresent();
    }

    @Test
    void allOfAKindAreListedByTheirIds() {
        rig.with("team:b", "{}")
                .with("team:a", "{'blocked':true}")
                .with("team:c:d", "{}")
                .with("user:x", "{}");

        assertThat(identities.all(EntityKind.TEAM, any -> true))
                .extracting(Entity::id)
                .containsExactly("a", "b", "c:d");
        assertThat(identities.all(EntityKind.TEAM, each -> each.fields().flag("blocked")))
                .extracting(Entity::id)
                .containsExactly("a");
    }

    @Test
    void everyChangeIsANewVersion() {
        long before = identities.version();
        rig.with("budget:b", "{}");
        long between = identities.version();
        removed(EntityKind.BUDGET, "b");

        assertThat(between).isGreaterThan(before);
        assertThat(identities.version()).isGreaterThan(between);
    }

    @Test
    void aKeyIsFoundByItsAliasOfTheMoment() {
        rig.with("key:" + IdentityRig.KEY, "{'key_alias':'ci'}");
        assertThat(identities.keyOfAlias("ci")).isEqualTo(IdentityRig.KEY);

        rig.with("key:" + IdentityRig.KEY, "{'key_alias':'cd'}");
        assertThat(identities.keyOfAlias("ci")).isNull();
        assertThat(identities.keyOfAlias("cd")).isEqualTo(IdentityRig.KEY);

        removed(EntityKind.KEY, IdentityRig.KEY);
        assertThat(identities.keyOfAlias("cd")).isNull();
    }

    /** As when a key is made anew: the new one has the name before the old one gives it up. */
    @Test
    void anAliasThatAnotherKeyHasTakenOverStaysThere() {
        rig.with("key:" + IdentityRig.KEY, "{'key_alias':'ci'}").with("key:" + OTHER, "{'key_alias':'ci'}");

        rig.with("key:" + IdentityRig.KEY, "{}");

        assertThat(identities.keyOfAlias("ci")).isEqualTo(OTHER);
    }

    @Test
    void endUsersAreBlockedAndUnblocked() {
        assertThat(identities.knowsCustomers()).isFalse();
        assertThat(identities.blocksCustomers()).isFalse();

        rig.with("customer:bob", "{'blocked':true}").with("customer:eve", "{}");
        assertThat(identities.knowsCustomers()).isTrue();
        assertThat(identities.blocksCustomers()).isTrue();
        assertThat(identities.blocksCustomer("bob")).isTrue();
        assertThat(identities.blocksCustomer("eve")).isFalse();
        assertThat(identities.blocksCustomer("Bob")).isFalse();

        rig.with("customer:bob", "{'blocked':false}");
        assertThat(identities.blocksCustomers()).isFalse();

        removed(EntityKind.CUSTOMER, "bob");
        removed(EntityKind.CUSTOMER, "eve");
        assertThat(identities.knowsCustomers()).isFalse();
    }

    /** Written by a version of another form: nobody knows whether he is blocked. */
    @Test
    void anEndUserWhoseRecordCannotBeReadMayNotCall() {
        rig.table.put("customer:bob", "{\"v\":2,\"fields\":{}}".getBytes(UTF_8));

        assertThat(identities.blocksCustomer("bob")).isTrue();

        rig.with("customer:bob", "{}");
        assertThat(identities.blocksCustomer("bob")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'max_budget':1,'budget_duration':'1d','rpm_limit':2}  | end_user rpm=2 usd=1/1d",
                "{'budget_id':'small'}                                  | end_user usd=3",
                "{'budget_id':'gone'}                                   | ''",
                "{}                                                     | ''",
            })
    void anEndUserHasHisLimitsOrThoseOfHisBudget(String customer, String limits) {
        rig.with("budget:small", "{'max_budget':3}").with("customer:bob", customer);

        assertThat(IdentityRig.shown(identities.customerRules("bob"))).isEqualTo(limits);
        assertThat(identities.customerRules("nobody")).isEmpty();
    }

    @Test
    void limitsThatChangeHoldAtOnce() {
        rig.with("budget:small", "{'max_budget':3}").with("customer:bob", "{'budget_id':'small'}");
        assertThat(IdentityRig.shown(identities.customerRules("bob"))).isEqualTo("end_user usd=3");
        assertThat(identities.customerRules("bob")).isSameAs(identities.customerRules("bob"));

        rig.with("budget:small", "{'max_budget':4}");
        assertThat(IdentityRig.shown(identities.customerRules("bob"))).isEqualTo("end_user usd=4");

        removed(EntityKind.CUSTOMER, "bob");
        assertThat(identities.customerRules("bob")).isEmpty();
    }

    @Test
    void whoHasNoLimitsHasThoseOfABudgetForAll() {
        rig.with("budget:all", "{'max_budget':2,'budget_duration':'1mo','tpm_limit':9}");
        assertThat(IdentityRig.shown(identities.customerRules("x", "all"))).isEqualTo("end_user tpm=9 usd=2/1mo");
        assertThat(identities.customerRules("x", "gone")).isEmpty();

        rig.with("budget:all", "{'max_budget':1}");
        assertThat(IdentityRig.shown(identities.customerRules("y", "all"))).isEqualTo("end_user usd=1");
        assertThat(identities.customerRules("y", "all").get(0).subject().id()).isEqualTo("y");
    }

    @Test
    void aTagHasItsLimitsWhileItIsThere() {
        assertThat(identities.knowsTags()).isFalse();
        rig.with("tag:product:chat", "{'rpm_limit':5}");

        assertThat(identities.knowsTags()).isTrue();
        assertThat(IdentityRig.shown(identities.tagRules("product:chat"))).isEqualTo("tag rpm=5");
        assertThat(identities.tagRules("product")).isEmpty();

        removed(EntityKind.TAG, "product:chat");
        assertThat(identities.knowsTags()).isFalse();
        assertThat(identities.tagRules("product:chat")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "key", "keys:a", "team", ":a", "xkey:a"})
    void keysOfTheTableThatAreOfNoKindAreNobody(String place) {
        rig.table.put(place, "{\"v\":1,\"fields\":{}}".getBytes(UTF_8));

        for (EntityKind kind : EntityKind.values()) {
            assertThat(identities.all(kind, any -> true)).isEmpty();
        }
    }

    @Test
    void theOrganizationOfAKeyIsItsOwnElseItsTeams() {
        rig.with("organization:a", "{}").with("organization:b", "{}").with("team:t", "{'organization_id':'a'}");

        assertThat(organization("{'team_id':'t'}")).isEqualTo("a");
        assertThat(organization("{'team_id':'t','organization_id':'b'}")).isEqualTo("b");
        assertThat(organization("{'organization_id':'b'}")).isEqualTo("b");
        assertThat(organization("{'team_id':'gone'}")).isEqualTo("none");
    }

    private String organization(String key) {
        return Owners.of(IdentityRig.fields(key), identities)
                .organization()
                .map(Entity::id)
                .orElse("none");
    }
}
