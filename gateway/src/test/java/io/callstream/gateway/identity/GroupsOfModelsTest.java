package io.callstream.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.config.Models;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access groups and models of one team, as {@code model_info} of the configuration says them. */
class GroupsOfModelsTest {
    private static final Models MODELS = CallRig.config("""
        model_list:
          - {model_name: a, litellm_params: {model: openai/a}, model_info: {access_groups: [cheap, beta]}}
          - {model_name: b, litellm_params: {model: openai/b}, model_info: {access_groups: [cheap]}}
          - {model_name: b, litellm_params: {model: azure/b, api_base: "http://x", api_version: "1"}, model_info: {access_groups: [beta, 7]}}
          - {model_name: in-1, litellm_params: {model: openai/c}, model_info: {id: d1, team_id: core, team_public_model_name: pub}}
          - {model_name: in-1, litellm_params: {model: openai/d}, model_info: {id: d2, team_id: core, team_public_model_name: pub}}
          - {model_name: plain, litellm_params: {model: openai/e}, model_info: {team_id: side}}
          - {model_name: mixed, litellm_params: {model: openai/f}, model_info: {team_id: core}}
          - {model_name: mixed, litellm_params: {model: openai/f}, model_info: {team_id: side}}
          - {model_name: half, litellm_params: {model: openai/g}, model_info: {team_id: core}}
          - {model_name: half, litellm_params: {model: openai/g}}
          - {model_name: blank, litellm_params: {model: openai/h}, model_info: {team_id: " "}}
        """).models();

    private final TeamModels teams = TeamModels.of(MODELS);

    @Test
    void aGroupHasAllModelsThatNameIt() {
        AccessGroups groups = AccessGroups.of(MODELS);

        assertThat(groups.models()).isEqualTo(Map.of("cheap", Set.of("a", "b"), "beta", Set.of("a", "b")));
        assertThat(groups.expand(List.of("x", "cheap"))).containsExactlyInAnyOrder("x", "cheap", "a", "b");
        assertThat(groups.expand(List.of("x"))).containsExactly("x");
        assertThat(AccessGroups.NONE.expand(List.of("cheap"))).containsExactly("cheap");
    }

    @Test
    void aModelIsATeamsWhenAllItsDeploymentsSaySo() {
        assertThat(teams.names()).isEqualTo(Map.of("core", Map.of("pub", "in-1"), "side", Map.of("plain", "plain")));
        assertThat(teams.of("core")).isEqualTo(Map.of("pub", "in-1"));
        assertThat(teams.of("nobody")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "in-1,  '',   true",
        "d1,    '',   true",
        "d2,    '',   true",
        "in-1,  side, true",
        "in-1,  core, false",
        "plain, core, true",
        "plain, side, false",
        "pub,   '',   false",
        "mixed, '',   false",
        "half,  '',   false",
        "blank, '',   false",
        "a,     '',   false",
    })
    void nobodyElseKnowsWhatItIsCalledInside(String name, String team, boolean hidden) {
        assertThat(teams.hides(name, team.isEmpty() ? null : team)).isEqualTo(hidden);
    }

    @Test
    void itIsShownByTheTeamsNameToTheTeamAndToWhoManages() {
        Grant team = AliasGrants.of(Map.of("pub", "in-1"));

        assertThat(teams.shown("in-1")).isEqualTo("pub");
        assertThat(teams.shown("a")).isEqualTo("a");
        assertThat(teams.shows("in-1", team)).isTrue();
        assertThat(teams.shows("in-1", Grant.FREE)).isFalse();
        assertThat(teams.shows("in-1", Grant.MASTER)).isTrue();
        assertThat(teams.shows("a", Grant.FREE)).isTrue();
    }

    @Test
    void withoutAnyNothingIsHidden() {
        TeamModels none =
                TeamModels.of(CallRig.config("model_list: [{model_name: m, litellm_params: {model: openai/m}}]")
                        .models());

        assertThat(none).isSameAs(TeamModels.NONE);
        assertThat(none.hides("m", null)).isFalse();
    }
}
