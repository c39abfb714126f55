package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who takes the calls of a model group that has failed. */
class FallbackConfigTest {
    private static final String MODELS = """
        model_list:
          - {model_name: a, litellm_params: {model: openai/a}}
          - {model_name: b, litellm_params: {model: openai/b}, model_info: {id: b-1}}
          - {model_name: "x/*", litellm_params: {model: "openai/*"}}
        """;

    private static FallbackConfig read(@Nullable String router, @Nullable String litellm) {
        return Configs.read(MODELS + "router_settings: {" + or(router) + "}\nlitellm_settings: {" + or(litellm) + "}")
                .models()
                .router()
                .fallbacks();
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fallbacks: [{a: [b]}]                         |                                | a | b",
                "fallbacks: [{a: b}]                           |                                | a | b",
                "fallbacks: [{a: [b, x/c]}, {b: [a]}]          |                                | b | a",
                "fallbacks: [{a: [b], b: [a]}]                 |                                | b | a",
                "                                              | fallbacks: [{a: [b]}]          | a | b",
                "fallbacks: [{a: [x/r]}]                       | fallbacks: [{a: [x/l]}]        | a | x/r",
                "fallbacks: [{b: [x/r]}]                       | fallbacks: [{a: [x/l]}]        | a |",
                "fallbacks: [{a: [b]}], default_fallbacks: [x/d] |                              | a | b",
                "fallbacks: [{a: [b]}], default_fallbacks: [x/d] |                              | c | x/d",
                "default_fallbacks: [x/r]                      | default_fallbacks: [x/l]       | a | x/r",
                "                                              | default_fallbacks: [x/l]       | a | x/l",
                "default_fallbacks: [x/d], fallbacks: [{'*': [b]}] |                            | a | b",
                "fallbacks: [{a: [b]}]                         | default_fallbacks: [x/l]       | c | x/l",
            })
    void theRoutersComeBeforeThoseOfLitellmSettings(
            @Nullable String router, @Nullable String litellm, String group, @Nullable String taken) {
        assertThat(read(router, litellm).general().of(group)).isEqualTo(taken == null ? List.of() : List.of(taken));
    }

    @Test
    void longPromptsAndRefusedOnesHaveListsOfTheirOwn() {
        FallbackConfig read = read(
                "context_window_fallbacks: [{a: [b]}]",
                "content_policy_fallbacks: [{a: [x/c]}], context_window_fallbacks: []");

        assertThat(read.contextWindow().of("a")).containsExactly("b");
        assertThat(read.contentPolicy().of("a")).containsExactly("x/c");
        assertThat(read.general().isEmpty()).isTrue();
        assertThat(read.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fallbacks: [{a: [b]}], max_fallbacks: 0 | true  | 0",
                "fallbacks: [{a: [b]}]                   | false | 5",
                "context_window_fallbacks: [{a: [b]}]    | false | 5",
                "content_policy_fallbacks: [{a: [b]}]    | false | 5",
                "max_fallbacks: 7                        | true  | 7",
            })
    void withoutAnyOrWithNoneAllowedNoCallGoesElsewhere(String router, boolean empty, int most) {
        assertThat(read(router, "").isEmpty()).isEqualTo(empty);
        assertThat(read(router, "").most()).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fallbacks: [{a: [b]}, {a: [x/c]}]   | fallbacks[1].a: stands there twice (say all its fallbacks in one list)",
                "fallbacks: [a]                      | fallbacks: expected a mapping of keys to values",
                "fallbacks: {a: [b]}                 | fallbacks: expected a list",
                "fallbacks: [{a: [[b]]}]             | fallbacks[0].a: expected a single value",
                "max_fallbacks: 101                  | max_fallbacks: is 101 (expected 0 to 100)",
                "default_fallbacks: {a: b}           | default_fallbacks: expected a single value",
            })
    void whatIsWrongIsNamed(String router, String problem) {
        assertThat(Configs.problems(MODELS + "router_settings: {" + router + "}"))
                .containsExactly("router_settings." + problem);
    }

    @Test
    void oneThatNothingServesIsWarnedOf() {
        List<String> warnings = Configs.warnings(MODELS
                + "router_settings: {model_group_alias: {alias: a}, fallbacks: [{a: [b, b-1, alias, x/any, gone]}],"
                + " content_policy_fallbacks: [{a: [gone, lost]}]}");

        assertThat(warnings)
                .containsExactly(
                        "router_settings.fallbacks: names gone, which no served model has for a name; calls skip it",
                        "router_settings.fallbacks: names lost, which no served model has for a name; calls skip it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai/gpt-4o | exact",
                "azure/gpt-4o  | without",
                "gpt-4o        | without",
                "openai/gpt-5  | long",
                "openai/o1     | short",
                "other         | all",
                "a/b/gpt-4o    | all",
            })
    void theNearestNameWins(String group, String taken) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("*", List.of("all"));
        groups.put("openai/*", List.of("short"));
        groups.put("openai/gpt*", List.of("long"));
        groups.put("gpt-4o", List.of("without"));
        groups.put("openai/gpt-4o", List.of("exact"));
        FallbackTable table = FallbackTable.of(groups);

        assertThat(table.of(group)).containsExactly(taken);
    }

    @Test
    void aTableKnowsAllItsNames() {
        FallbackTable table = FallbackTable.of(Map.of("a", List.of("b", "c"), "x*", List.of("d")));

        assertThat(table.names()).containsExactlyInAnyOrder("b", "c", "d");
        assertThat(table.isEmpty()).isFalse();
        assertThat(FallbackTable.all(List.of("a")).isEmpty()).isFalse();
        assertThat(FallbackTable.all(List.of("a")).of("whatever")).containsExactly("a");
        assertThat(FallbackTable.of(Map.of())).isSameAs(FallbackTable.NONE);
        assertThat(table.of("nobody")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{also: a}                              | also  | a | false",
                "{also: {model: a}}                     | also  | a | false",
                "{also: {model: a, hidden: true}}       | also  | a | true",
            })
    void aGroupMayHaveAnotherName(String aliases, String name, String group, boolean hidden) {
        assertThat(Configs.read(MODELS + "router_settings: {model_group_alias: " + aliases + "}")
                        .models()
                        .aliases())
                .containsEntry(name, new ModelAlias(group, hidden));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{also: ''}                   | .also: is empty",
                "{also: [a]}                  | .also: expected a single value",
                "{also: {modl: a}}            | .also.model: is missing",
                "{also: {model: a, hidden: 7}} | .also.hidden: is '7' (expected true or false)",
                "[a]                          | : expected a mapping of keys to values",
            })
    void anAliasThatIsNoneIsNamed(String aliases, String problem) {
        assertThat(Configs.problems(MODELS + "router_settings: {model_group_alias: " + aliases + "}"))
                .contains("router_settings.model_group_alias" + problem);
    }

    @Test
    void anAliasOfNothingIsWarnedOf() {
        assertThat(Configs.warnings(MODELS + "router_settings: {model_group_alias: {also: gone, fine: x/any}}"))
                .containsExactly(
                        "router_settings.model_group_alias.also: names gone, which no served model has for a name");
    }
}
