package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a deployment is called whose entry gives it no name: state, budgets and events go by it, over every reload. */
class DeploymentIdsTest {
    private static final Map<String, String> VARIABLES = Map.of("NEW", "sk-new", "SAME", "sk-old");
    private static final String OLD = "{model: openai/m, api_key: sk-old}";

    private static String entry(String params) {
        return "{model_name: g, litellm_params: " + params + "}";
    }

    private static List<Deployment> read(List<String> entries) {
        return Configs.read("model_list: [" + String.join(", ", entries) + "]", VARIABLES)
                .deployments();
    }

    private static String id(String entry) {
        return read(List.of(entry)).get(0).id();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{model: openai/m, api_key: sk-old, weight: 3, rpm: 7, timeout: 9}",
                "{api_key: sk-old, model: openai/m}",
                "{model: m, custom_llm_provider: openai, api_key: os.environ/SAME}",
                "{model: openai/m, api_key: sk-old, api_base: 'https://api.openai.com/v1'}",
                "{model: openai/m, api_keys: [sk-old]}",
            })
    void whatIsSaidOfTheSameDeploymentDoesNotMakeItAnother(String params) {
        assertThat(id(entry(params))).isEqualTo(id(entry(OLD))).matches("[0-9a-f]{16}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{model_name: other, litellm_params: {model: openai/m, api_key: sk-old}}",
                "{model_name: g, litellm_params: {model: openai/m2, api_key: sk-old}}",
                "{model_name: g, litellm_params: {model: groq/m, api_key: sk-old}}",
                "{model_name: g, litellm_params: {model: openai/m, api_key: sk-old, api_base: 'http://here/v1'}}",
                "{model_name: g, litellm_params: {model: openai/m, api_key: os.environ/NEW}}",
                "{model_name: g, litellm_params: {model: openai/m}}",
            })
    void anotherGroupModelProviderAddressOrKeyIsAnotherDeployment(String other) {
        assertThat(id(other)).isNotEqualTo(id(entry(OLD)));
    }

    /** Who is asked is another, and so are its spending and its failures. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: vertex_ai/m, vertex_project: | a | b",
                "model: bedrock/m, aws_region_name: eu-west-1, aws_profile_name: | a | b",
                "model: bedrock/m, aws_region_name: eu-west-1, aws_role_name: | 'arn:a' | 'arn:b'",
            })
    void anotherAccountIsAnotherDeploymentToo(String params, String one, String other) {
        assertThat(id(entry("{" + params + " " + one + "}"))).isNotEqualTo(id(entry("{" + params + " " + other + "}")));
    }

    @Test
    void theKeyCannotBeReadFromIt() {
        assertThat(id(entry(OLD))).doesNotContain("sk-", "old");
    }

    /** Each of two that are asked in the same place under the same name keeps its state when a reload has them in another order. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: openai/m, reasoning_effort: low       | model: openai/m, reasoning_effort: high",
                "model: openai/m, rpm: 10                     | model: openai/m, rpm: 20",
                "model: openai/m, tags: [a]                   | model: openai/m, tags: [b]",
                "model: openai/m, extra_body: {a: {b: 1}}     | model: openai/m, extra_body: {a: {b: 2}}",
                "model: openai/m, headers: {x-account: a}     | model: openai/m, headers: {x-account: b}",
                "model: openai/m, organization: a             | model: openai/m, organization: b",
                "model: bedrock/x, aws_region_name: eu-west-1, aws_profile_name: a"
                        + "| model: bedrock/x, aws_region_name: eu-west-1, aws_profile_name: b",
                "model: bedrock/x, aws_region_name: eu-west-1, aws_role_name: 'arn:a'"
                        + "| model: bedrock/x, aws_region_name: eu-west-1, aws_role_name: 'arn:b'",
                "model: vertex_ai/gemini-x, vertex_project: a | model: vertex_ai/gemini-x, vertex_project: b",
                "model: azure/x, api_base: 'https://r.openai.azure.com', azure_ad_token: a"
                        + "| model: azure/x, api_base: 'https://r.openai.azure.com', azure_ad_token: b",
            })
    void theOrderOfTheFileDecidesNothing(String one, String other) {
        List<String> entries = new ArrayList<>(List.of(entry("{" + one + "}"), entry("{" + other + "}")));
        List<Deployment> before = read(entries);
        Collections.reverse(entries);
        List<Deployment> after = read(entries);

        assertThat(after.get(1)).isEqualTo(before.get(0));
        assertThat(after.get(0)).isEqualTo(before.get(1));
        assertThat(before.get(0).id()).isNotEqualTo(before.get(1).id());
    }

    @Test
    void oneThatGoesLeavesItsStateToNobody() {
        String low = entry("{model: openai/m, reasoning_effort: low}");
        String high = entry("{model: openai/m, reasoning_effort: high}");
        List<Deployment> both = read(List.of(low, high));

        assertThat(id(high)).isNotEqualTo(both.get(0).id());
        assertThat(id(low)).isNotEqualTo(both.get(1).id());
    }

    @Test
    void theOrderOfKeysInAnEntryDecidesNothingEither() {
        String twin = entry("{model: openai/m, rpm: 1}");
        String one = entry("{model: openai/m, extra_body: {a: 1, b: 2}, rpm: 2}");
        String same = "{litellm_params: {rpm: 2, extra_body: {b: 2, a: 1}, model: openai/m}, model_name: g}";

        assertThat(read(List.of(twin, one)).get(1).id())
                .isEqualTo(read(List.of(twin, same)).get(1).id());
    }

    @Test
    void entriesThatAreTheSameInEverythingAreNumbered() {
        List<Deployment> three = read(List.of(entry(OLD), entry(OLD), entry(OLD)));

        assertThat(three).extracting(Deployment::id).doesNotHaveDuplicates().contains(id(entry(OLD)));
        assertThat(read(List.of(entry(OLD), entry(OLD))))
                .extracting(Deployment::id)
                .containsExactly(three.get(0).id(), three.get(1).id());
    }

    @Test
    void aKeyOfSeveralKeepsItsNameWhenAnotherGoes() {
        List<Deployment> both =
                Configs.read(named("api_keys: [sk-refused, sk-good]", "mine")).deployments();
        List<Deployment> left =
                Configs.read(named("api_keys: [sk-good]", "mine")).deployments();

        assertThat(both)
                .extracting(Deployment::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("mine-[0-9a-f]{8}"));
        assertThat(left).containsExactly(both.get(1));
    }

    @Test
    void aNameThatIsGivenIsTheName() {
        assertThat(Configs.read(named("api_key: k", "mine")).deployments())
                .extracting(Deployment::id)
                .containsExactly("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '"})
    void anEmptyNameIsNone(String empty) {
        assertThat(Configs.read(named("api_key: sk-old", empty)).deployments())
                .extracting(Deployment::id)
                .containsExactly(id(entry(OLD)));
    }

    @Test
    void aNameThatTwoHaveIsRefused() {
        assertThat(Configs.problems("model_list: ["
                        + "{model_name: a, litellm_params: {model: openai/a}, model_info: {id: mine}},"
                        + "{model_name: b, litellm_params: {model: openai/b}, model_info: {id: mine}}]"))
                .containsExactly("model_list[1].model_info.id: 'mine' names another deployment already");
    }

    @Test
    void anEntryForEveryProviderIsOneNameWithADeploymentOfEach() {
        Map<String, String> ids = new TreeMap<>();
        Configs.read("model_list: [{model_name: '*', litellm_params: {model: '*'}}]")
                .deployments()
                .forEach(each -> ids.put(each.provider(), each.id()));

        assertThat(ids).hasSizeGreaterThan(10).containsKeys("openai", "anthropic");
        assertThat(ids.values()).containsOnly(ids.get("openai"));
    }

    private static String named(String params, String id) {
        return "model_list: [{model_name: g, litellm_params: {model: openai/m, " + params + "}, model_info: {id: " + id
                + "}}]";
    }
}
