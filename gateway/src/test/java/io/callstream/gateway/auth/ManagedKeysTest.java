package io.callstream.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.AuthConfig;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.config.KeyManagement;
import io.callstream.gateway.config.LimitsConfig;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.identity.AccessGroups;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.identity.TeamModels;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import io.callstream.table.MemoryTable;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that are made at run time. */
class ManagedKeysTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final CountingTable table = new CountingTable(MemoryTable.alone());
    private final Identities identities = new Identities(table);
    private final ApiKeyStore keys =
            store().and(new ManagedKeys(identities, AccessGroups.NONE, TeamModels.NONE, clock(), false));
    private final ConnectionAuthenticator connection = new ConnectionAuthenticator(() -> keys);

    @Test
    void aKeyIsAdmittedWithItsOwners() throws Exception {
        save(EntityKind.KEY, hash("sk-1"), "{'key_alias':'ci','team_id':'core','user_id':'ann','routes':['r1']}");
        save(EntityKind.TEAM, "core", "{'routes':['r2']}");

        ApiKey key = admitted("sk-1").key();

        assertThat(key).isNotNull();
        assertThat(key.alias()).isEqualTo("ci");
        assertThat(key.teamId()).isEqualTo("core");
        assertThat(key.userId()).isEqualTo("ann");
        assertThat(key.routes()).containsExactly("r1", "r2");
    }

    /** It would else be worth more than it is: without the limits and models of whoever has it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "team:core | {'team_id':'core'} | team",
                "user:ann | {'user_id':'ann'} | user",
                "organization:acme | {'organization_id':'acme'} | organization",
                "organization:acme | {'team_id':'ofacme'} | organization",
                "budget:small | {'budget_id':'small'} | budget",
                "budget:small | {'team_id':'poor'} | budget",
            })
    void aKeyWhoseLimitsCannotBeReadIsRefused(String place, String key, String word) throws Exception {
        save(EntityKind.TEAM, "ofacme", "{'organization_id':'acme'}");
        save(EntityKind.TEAM, "poor", "{'budget_id':'small'}");
        save(EntityKind.KEY, hash("sk-1"), key);
        admitted("sk-1");

        table.put(place, "{\"v\":2,\"fields\":{}}".getBytes(StandardCharsets.UTF_8));

        CallError error = refused("sk-1");
        assertThat(error.error().httpStatus()).isEqualTo(401);
        assertThat(error.message())
                .startsWith("What limits the key, its " + word + ", was written by another version of the gateway");
    }

    @Test
    void anUnknownKeyIsRefusedAsLitellmRefusesIt() {
        CallError error = refused("sk-nobody's");

        assertThat(error.error()).isEqualTo(GatewayError.KEY_UNKNOWN);
        assertThat(error.error().type()).isEqualTo("token_not_found_in_db");
        assertThat(error.error().httpStatus()).isEqualTo(401);
        assertThat(error.message()).doesNotContain("nobody");
    }

    @Test
    void aKeyExpiresOnAConnectionThatWasAdmittedWithIt() throws Exception {
        save(EntityKind.KEY, hash("sk-1"), "{'expires':'2030-01-01T00:10:00Z'}");
        admitted("sk-1");

        now.set(NOW.plusSeconds(600));

        assertThat(refused("sk-1").error().type()).isEqualTo("expired_key");
    }

    @Test
    void aKeyThatIsRemovedIsRefusedOnAConnectionThatWasAdmittedWithIt() throws Exception {
        Entity key = save(EntityKind.KEY, hash("sk-1"), "{}");
        admitted("sk-1");

        identities.remove(key).toCompletableFuture().get();

        assertThat(refused("sk-1").error()).isEqualTo(GatewayError.KEY_UNKNOWN);
    }

    @Test
    void aKeyIsBlockedAndSoIsOneOfABlockedTeam() throws Exception {
        save(EntityKind.KEY, hash("sk-1"), "{'blocked':true}");
        save(EntityKind.KEY, hash("sk-2"), "{'team_id':'core'}");
        admitted("sk-2");

        save(EntityKind.TEAM, "core", "{'blocked':true}");

        assertThat(refused("sk-1").error()).isEqualTo(GatewayError.KEY_BLOCKED);
        assertThat(refused("sk-2").message()).contains("core");
    }

    @Test
    void modelsAreThoseOfKeyAndTeamAndOfTheUserWhereThereIsNoTeam() throws Exception {
        save(EntityKind.TEAM, "core", "{'models':['a','b/*']}");
        save(EntityKind.USER, "ann", "{'models':['c']}");
        save(EntityKind.KEY, hash("sk-team"), "{'team_id':'core','user_id':'ann','models':['a','b/1','c']}");
        save(EntityKind.KEY, hash("sk-user"), "{'user_id':'ann'}");

        assertThat(denied("sk-team", "a")).isNull();
        assertThat(denied("sk-team", "b/1")).isNull();
        assertThat(denied("sk-team", "b/2")).isEqualTo("key_model_access_denied");
        assertThat(denied("sk-team", "c")).isEqualTo("team_model_access_denied");
        assertThat(denied("sk-user", "c")).isNull();
        assertThat(denied("sk-user", "a")).isEqualTo("user_model_access_denied");
    }

    @Test
    void anAliasOfAKeyIsAllowedWhereItsModelIs() throws Exception {
        save(EntityKind.KEY, hash("sk-1"), "{'models':['large'],'aliases':{'best':'large','cheap':'small'}}");

        Grant grant = admitted("sk-1").grant();

        assertThat(grant.model("best")).isEqualTo("large");
        assertThat(grant.refusal("best")).isNull();
        assertThat(grant.refusal("cheap")).isNotNull();
    }

    @Test
    void limitsAreThoseOfKeyTeamUserMemberBudgetAndModelAndAlwaysTheSameList() throws Exception {
        save(EntityKind.BUDGET, "small", "{'max_budget':2,'budget_duration':'1d','rpm_limit':7}");
        save(
                EntityKind.TEAM,
                "core",
                "{'tpm_limit':100,'members_with_roles':[{'user_id':'ann','max_budget_in_team':3}]}");
        save(EntityKind.USER, "ann", "{'max_parallel_requests':2}");
        save(
                EntityKind.KEY,
                hash("sk-1"),
                "{'team_id':'core','user_id':'ann','budget_id':'small','rpm_limit':5,'model_rpm_limit':{'m':1}}");

        Grant grant = admitted("sk-1").grant();

        assertThat(grant.rules("other"))
                .extracting(rule -> rule.subject().kind())
                .containsExactly(
                        LimitSubject.Kind.KEY,
                        LimitSubject.Kind.TEAM,
                        LimitSubject.Kind.USER,
                        LimitSubject.Kind.TEAM_MEMBER);
        LimitRule own = grant.rules("other").get(0);
        assertThat(own.rates().rpm()).isEqualTo(5);
        assertThat(own.budget().limitNanoUsd()).isEqualTo(2_000_000_000L);
        assertThat(grant.rules("m")).hasSize(5);
        assertThat(grant.rules("m")).isSameAs(grant.rules("m"));
        assertThat(admitted("sk-1").grant()).isSameAs(grant);
    }

    @Test
    void spendingThatWasTakenOverCountsFromThen() throws Exception {
        save(
                EntityKind.KEY,
                hash("sk-1"),
                "{'max_budget':10,'budget_duration':'30d','spend':4,'spend_at':'2030-01-01T00:00:00Z'}");

        LimitRule rule = admitted("sk-1").grant().rules(null).get(0);

        assertThat(rule.budget().carried(NOW.plusSeconds(1))).isEqualTo(4_000_000_000L);
        assertThat(rule.budget().carried(Instant.parse("2030-02-01T00:00:00Z"))).isZero();
    }

    @Test
    void amongAHundredThousandAKeyIsFoundWithOneLookAndARepeatedOneWithNone() throws Exception {
        for (int i = 0; i < 100_000; i++) {
            save(EntityKind.KEY, hash("sk-" + i), "{}");
        }
        table.looks = 0;

        admitted("sk-77777");
        int first = table.looks;
        new ConnectionAuthenticator(() -> keys).admit(with("sk-77777"));
        refused("sk-unknown");

        assertThat(first).isEqualTo(1);
        assertThat(table.looks - first).isEqualTo(1);
    }

    @Test
    void aRecordThatCannotBeReadAdmitsNobody() throws Exception {
        table.put("key:" + hash("sk-1"), new byte[] {'?'}).toCompletableFuture().get();

        assertThat(refused("sk-1").error()).isEqualTo(GatewayError.KEY_UNKNOWN);
    }

    @Test
    void configuredKeysGoOnAndTheMasterKeyManages() {
        assertThat(admitted("sk-master").grant().role()).isEqualTo(Grant.Role.ADMIN);
        assertThat(admitted("sk-configured").grant()).isSameAs(Grant.FREE);
    }

    private Admission.Admitted admitted(String key) {
        Admission admission = connection.admit(with(key));
        assertThat(admission).isInstanceOf(Admission.Admitted.class);
        return (Admission.Admitted) admission;
    }

    private CallError refused(String key) {
        Admission admission = connection.admit(with(key));
        assertThat(admission).isInstanceOf(Admission.Refused.class);
        return ((Admission.Refused) admission).error();
    }

    private @Nullable String denied(String key, String model) {
        CallError refusal = admitted(key).grant().refusal(model);
        return refusal == null ? null : refusal.error().type();
    }

    private Entity save(EntityKind kind, String id, String fields) throws Exception {
        Entity entity = new Entity(kind, id, new Fields(json(fields)));
        identities.save(entity).toCompletableFuture().get();
        return entity;
    }

    private static Map<String, Object> json(String text) throws InvalidJsonException {
        return PlainValues.readObject(Slice.of(text.replace('\'', '"')));
    }

    private static String hash(String key) {
        return KeyHash.of(key).hex();
    }

    private static HttpHeaders with(String key) {
        return new DefaultHttpHeaders().set("authorization", "Bearer " + key);
    }

    private Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    private static ApiKeyStore store() {
        ApiKey master = key("sk-master");
        KeyManagement management = new KeyManagement(Optional.of(master.hash()), true);
        return new ApiKeyStore(new AuthConfig(
                List.of(master, key("sk-configured")),
                0,
                0,
                Optional.empty(),
                List.of(),
                false,
                management,
                LimitsConfig.NONE));
    }

    private static ApiKey key(String key) {
        return new ApiKey(KeyHash.of(key), null, null, null, List.of(), List.of(), List.of());
    }
}
