package io.callstream.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.error.CallError;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key may do, by itself and by whose it is. */
class GrantsTest {
    private final IdentityRig rig = new IdentityRig();

    private String refused(String key, String model) {
        CallError refusal = rig.grant(key).refusal(model);
        return refusal == null
                ? "no"
                : refusal.error().type() + " " + refusal.error().httpStatus();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                              | anything | no",
                "{'models':[]}                   | anything | no",
                "{'models':['gpt']}              | gpt      | no",
                "{'models':['gpt']}              | GPT      | key_model_access_denied 403",
                "{'models':['gpt']}              | gpt-4    | key_model_access_denied 403",
                "{'models':['gpt*']}             | gpt-4    | no",
                "{'models':['openai/*']}         | openai/x | no",
                "{'models':['openai/*']}         | azure/x  | key_model_access_denied 403",
                "{'models':['*']}                | anything | no",
                "{'models':['all-proxy-models']} | anything | no",
                "{'models':['all-team-models']}  | anything | no",
                "{'models':['no-default-models']}| gpt      | key_model_access_denied 403",
                "{'models':['no-default-models']}| no-default-models | key_model_access_denied 403",
                "{'models':['no-default-models','gpt']} | gpt | no",
                "{'models':['cheap']}            | a        | no",
                "{'models':['cheap']}            | b        | no",
                "{'models':['cheap']}            | c        | key_model_access_denied 403",
            })
    void aKeysModelsAreThoseItNames(String key, String model, String outcome) {
        rig.group("cheap", "a", "b");

        assertThat(refused(key, model)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'team_id':'core'}                                      | a | no",
                "{'team_id':'core'}                                      | b | team_model_access_denied 403",
                "{'team_id':'core','models':['all-team-models']}         | a | no",
                "{'team_id':'core','models':['all-team-models']}         | b | team_model_access_denied 403",
                "{'team_id':'core','models':['all-proxy-models']}        | b | team_model_access_denied 403",
                "{'team_id':'core','models':['b']}                       | b | team_model_access_denied 403",
                "{'team_id':'core','models':['b']}                       | a | key_model_access_denied 403",
                "{'user_id':'ann'}                                       | a | no",
                "{'user_id':'ann'}                                       | b | user_model_access_denied 403",
                "{'user_id':'ann','team_id':'open'}                      | b | no",
                "{'user_id':'nobody'}                                    | b | no",
                "{'organization_id':'acme'}                              | b | org_model_access_denied 403",
                "{'team_id':'ofacme'}                                    | b | org_model_access_denied 403",
                "{'team_id':'ofacme'}                                    | a | no",
                "{'team_id':'open','organization_id':'acme'}             | b | org_model_access_denied 403",
            })
    void eachOfItsOwnersHasToAllowAModel(String key, String model, String outcome) {
        rig.with("team:core", "{'models':['a']}")
                .with("team:open", "{}")
                .with("user:ann", "{'models':['a']}")
                .with("organization:acme", "{'models':['a']}")
                .with("team:ofacme", "{'organization_id':'acme'}");

        assertThat(refused(key, model)).isEqualTo(outcome);
    }

    @Test
    void aRefusalNamesTheModelsThatMayBeCalledAndRecordsNone() {
        CallError refusal = rig.grant("{'models':['b','a']}").refusal("c");

        assertThat(refusal.message())
                .isEqualTo(
                        "key not allowed to access model. This key can only access models=[a, b]. Tried to access c");
        assertThat(refusal.recorded())
                .isEqualTo("This key may not call this model; GET /v1/models lists those that it may.");
        assertThat(refusal.param()).isEqualTo("model");
    }

    /** LiteLLM's own example: the free tier is called by the name of another model. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'models':['free'],'aliases':{'mistral':'free'}}             | mistral | free  | no",
                "{'models':['mistral'],'aliases':{'mistral':'free'}}          | mistral | free  | no",
                "{'models':['free'],'aliases':{'mistral':'dear'}}             | mistral | dear  | key_model_access_denied 403",
                "{'team_id':'core','aliases':{'a':'b'}}                       | a       | b     | team_model_access_denied 403",
                "{'team_id':'core','aliases':{'x':'a'}}                       | x       | a     | no",
                "{'team_id':'core'}                                           | short   | b     | no",
                "{'team_id':'core','aliases':{'short':'c'}}                   | short   | c     | team_model_access_denied 403",
                "{'team_id':'ofacme'}                                         | short   | b     | org_model_access_denied 403",
                "{'team_id':'ofacme','aliases':{'a':'b'}}                     | a       | b     | org_model_access_denied 403",
                "{'organization_id':'acme','aliases':{'a':'b'}}               | a       | b     | no",
                "{'user_id':'ann','aliases':{'a':'b'}}                        | a       | b     | no",
            })
    void aNameStandsForAnotherModelWhereThoseWhoGaveItMayCallThat(
            String key, String asked, String meant, String outcome) {
        rig.with("team:core", "{'models':['a','short'],'model_aliases':{'short':'b'}}")
                .with("organization:acme", "{'models':['a','short']}")
                .with("team:ofacme", "{'organization_id':'acme','model_aliases':{'short':'b'}}")
                .with("user:ann", "{'models':['a']}");

        assertThat(rig.grant(key).model(asked)).isEqualTo(meant);
        assertThat(refused(key, asked)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'team_id':'core'}                       | pub | inside | no",
                "{'team_id':'core','models':['pub']}      | pub | inside | no",
                "{'team_id':'core','models':['x']}        | pub | inside | key_model_access_denied 403",
                "{'team_id':'core','aliases':{'k':'pub'}} | k   | inside | no",
                "{'team_id':'core','models':['k'],'aliases':{'k':'pub'}} | k | inside | no",
                "{'team_id':'core','models':['x'],'aliases':{'k':'pub'}} | k | inside | key_model_access_denied 403",
                "{'team_id':'core','aliases':{'pub':'o'}} | pub | o      | team_model_access_denied 403",
                "{'team_id':'side'}                       | pub | pub    | no",
            })
    void aTeamsOwnModelsAreCalledByTheTeamsNames(String key, String asked, String meant, String outcome) {
        rig.own("core", "pub", "inside")
                .with("team:core", "{'models':['pub'],'organization_id':'acme'}")
                .with("team:side", "{}")
                .with("organization:acme", "{'models':['pub']}");

        assertThat(rig.grant(key).model(asked)).isEqualTo(meant);
        assertThat(refused(key, asked)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'rpm_limit':1,'tpm_limit':2,'max_parallel_requests':3}          | key rpm=1 tpm=2 parallel=3",
                "{'rpm_limit':0}                                                  | key rpm=0",
                "{'max_budget':0.000000001}                                       | key usd=0.000000001",
                "{'max_budget':2,'budget_duration':'1d','spend':0.5,'spend_at':'2030-01-01T00:00:00Z'} | key usd=2/1d spent=0.5",
                "{'soft_budget':2}                                                | key soft=2",
                "{'budget_duration':'1d'}                                         | ''",
                "{'budget_id':'small'}                                            | key rpm=7 usd=1/1h",
                "{'budget_id':'small','max_budget':5}                             | key rpm=7 usd=5/1h",
                "{'budget_id':'small','budget_duration':'1d','rpm_limit':1}       | key rpm=1 usd=1/1d",
                "{'budget_id':'gone','rpm_limit':1}                               | key rpm=1",
                "{'team_id':'core'}                                               | team rpm=10",
                "{'team_id':'core','rpm_limit':1}                                 | key rpm=1; team rpm=10",
                "{'team_id':'core','user_id':'ann'}                               | team rpm=10; user usd=9; team_member(ann) rpm=2 usd=3/7d",
                "{'team_id':'core','user_id':'eve'}                               | team rpm=10; team_member(eve) rpm=5 tpm=50 usd=4/1d",
                "{'team_id':'core','user_id':'stranger'}                          | team rpm=10",
                "{'organization_id':'acme','user_id':'ann'}                       | user usd=9; organization usd=100; organization_member(ann) usd=6",
                "{'budget_limits':[{'budget_duration':'1d','max_budget':5},{'budget_duration':'1h','max_budget':1}]} | key_window(1d) usd=5/1d; key_window(1h) usd=1/1h",
                "{'budget_limits':[{'budget_duration':'1d','max_budget':5},{'budget_duration':'1d','max_budget':2}]} | key_window(1d) usd=2/1d",
                "{'budget_limits':[{'budget_duration':'1d','max_budget':2},{'budget_duration':'1d','max_budget':5}]} | key_window(1d) usd=2/1d",
            })
    void limitsAreThoseOfTheKeyAndOfAllItsOwners(String key, String limits) {
        rig.with("budget:small", "{'max_budget':1,'budget_duration':'1h','rpm_limit':7}")
                .with("user:ann", "{'max_budget':9}")
                .with(
                        "team:core",
                        "{'rpm_limit':10,'team_member_budget':4,'team_member_budget_duration':'1d','team_member_rpm_limit':5,"
                                + "'team_member_tpm_limit':50,'members_with_roles':[{'user_id':'ann','max_budget_in_team':3,"
                                + "'budget_duration':'7d','rpm_limit':2,'tpm_limit':null},{'user_id':'eve'}]}")
                .with(
                        "organization:acme",
                        "{'max_budget':100,'members_with_roles':[{'user_id':'ann','max_budget_in_organization':6}]}");
        String expected = limits.replace("team_member(ann) rpm=2 usd", "team_member(ann) rpm=2 tpm=50 usd");

        assertThat(IdentityRig.shown(rig.grant(key).rules(null))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model_rpm_limit':{'a':1},'model_tpm_limit':{'a':2}}  | a | key_model(a) rpm=1 tpm=2",
                "{'model_rpm_limit':{'a':1}}                            | b | ''",
                "{'metadata':{'model_rpm_limit':{'a':1}}}               | a | key_model(a) rpm=1",
                "{'model_rpm_limit':{'a':3},'metadata':{'model_rpm_limit':{'a':1}}} | a | key_model(a) rpm=3",
                "{'model_max_budget':{'a':0.5},'budget_duration':'1d'}  | a | key_model(a) usd=0.5/1d",
                "{'model_max_budget':{'a':{'budget_limit':'0.5','time_period':'1h'}}} | a | key_model(a) usd=0.5/1h",
                "{'model_max_budget':{'a':{'max_budget':1.5,'budget_duration':'7d'}}} | a | key_model(a) usd=1.5/7d",
                "{'model_max_budget':{'a':{'budget_limit':2}}}          | a | key_model(a) usd=2",
                "{'rpm_limit':9,'model_rpm_limit':{'a':1}}              | a | key rpm=9; key_model(a) rpm=1",
                "{'rpm_limit':9,'model_rpm_limit':{'a':1}}              | b | key rpm=9",
                "{'aliases':{'x':'a'},'model_rpm_limit':{'a':1}}        | x | key_model(a) rpm=1",
                "{'budget_id':'small'}                                  | a | key_model(a) rpm=4",
                "{'team_id':'core'}                                     | a | team_model(a) tpm=8",
                "{'team_id':'core'}                                     | pub | team_model(pub) rpm=6",
                "{'team_id':'core'}                                     | inside | team_model(pub) rpm=6",
                "{'user_id':'ann'}                                      | a | user_model(a) usd=3",
                "{'organization_id':'acme'}                             | a | organization_model(a) rpm=2",
            })
    void limitsOfAModelHoldForItsCallsAlone(String key, String model, String limits) {
        rig.own("core", "pub", "inside")
                .with("budget:small", "{'model_rpm_limit':{'a':4}}")
                .with("team:core", "{'model_tpm_limit':{'a':8},'model_rpm_limit':{'pub':6}}")
                .with("user:ann", "{'model_max_budget':{'a':{'budget_limit':3}}}")
                .with("organization:acme", "{'metadata':{'model_rpm_limit':{'a':2}}}");

        assertThat(IdentityRig.shown(rig.grant(key).rules(model))).isEqualTo(limits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'temp_budget_increase':5,'temp_budget_expiry':'2030-02-01T00:00:00Z'}              | 2030-01-31T23:59:59.999Z | 15000000000",
                "{'temp_budget_increase':5,'temp_budget_expiry':'2030-02-01T00:00:00Z'}              | 2030-02-01T00:00:00Z     | 10000000000",
                "{'metadata':{'temp_budget_increase':5,'temp_budget_expiry':'2030-02-01 00:00:00'}}  | 2030-01-31T00:00:00Z     | 15000000000",
                "{'temp_budget_increase':5}                                                          | 2030-01-31T00:00:00Z     | 10000000000",
                "{'temp_budget_increase':9000000000,'temp_budget_expiry':'2030-02-01T00:00:00Z'}     | 2030-01-31T00:00:00Z     | 9000000010000000000",
            })
    void aBudgetIsRaisedForATime(String more, String when, long nanoUsd) {
        Grant grant = rig.grant("{'max_budget':10," + more.substring(1));

        assertThat(grant.rules(null).get(0).budget().limitAt(Instant.parse(when)))
                .isEqualTo(nanoUsd);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'tags':['a'],'metadata':{'tags':['b','a',' ']}} | [a, b]",
                "{'team_id':'core','tags':['a']}                  | [a, c, d]",
                "{'team_id':'core','metadata':{'tags':'x'}}       | [c, d]",
                "{}                                               | []",
            })
    void tagsAreTheKeysAndItsTeams(String key, String tags) {
        rig.with("team:core", "{'tags':['c'],'metadata':{'tags':['d','a']}}".replace(",'a'", ""));

        assertThat(rig.grant(key).tags()).hasToString(tags);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'enforced_params':['user'],'metadata':{'enforced_params':['metadata.job']}} | [user, metadata.job]",
                "{'team_id':'core','enforced_params':['user']}                                | [user, seed]",
                "{}                                                                           | []",
            })
    void demandsAreTheKeysAndItsTeams(String key, String demands) {
        rig.with("team:core", "{'enforced_params':['user'],'metadata':{'enforced_params':['seed']}}");

        assertThat(rig.grant(key).demands()).hasToString(demands);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy_admin,          true,  true",
        "proxy_admin_viewer,   true,  false",
        "internal_user,        false, false",
        "internal_user_viewer, false, false",
        "PROXY_ADMIN,          false, false",
        "proxy_admin_,         false, false",
        "proxy\u200b_admin,    false, false",
        "org_admin,            false, false",
    })
    void whoMayManageIsSaidByTheUsersRole(String role, boolean looks, boolean changes) {
        rig.with("user:ann", "{'user_role':'" + role + "'}");
        Grant grant = rig.grant("{'user_id':'ann'}");

        assertThat(grant.manages("/key/list", false)).isEqualTo(looks);
        assertThat(grant.manages("/key/generate", true)).isEqualTo(changes);
    }

    @Test
    void theRoleOfAKeyItselfSaysNothing() {
        assertThat(rig.grant("{'user_role':'proxy_admin'}").manages("/key/list", false))
                .isFalse();
    }

    @Test
    void aKeyIsValidUntilItExpires() {
        assertThat(rig.grant("{'expires':'2030-01-01T00:00:00.5Z'}").validUntilMillis())
                .isEqualTo(Instant.parse("2030-01-01T00:00:00.5Z").toEpochMilli());
        assertThat(rig.grant("{}").validUntilMillis()).isEqualTo(Long.MAX_VALUE);
    }
}
