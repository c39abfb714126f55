package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts that entries of the file name, or hold. */
class PromptEntryTest {
    private static PromptsConfig prompts(String yaml) {
        return Configs.read(yaml).models().prompts();
    }

    private static PromptEntry group(String params) {
        return prompts(Configs.entry("model: openai/m, " + params)).groups().get("m");
    }

    @Test
    void anEntrySaysWhichPromptItsCallsHave() {
        PromptEntry entry = group("prompt_id: hello, prompt_variables: {name: Ann, n: [1]}, prompt_label: production,"
                + " prompt_version: 3, ignore_prompt_manager_model: true, langfuse_public_key: pk, langfuse_secret_key: sk,"
                + " langfuse_host: 'http://l.example', humanloop_api_key: hk, prompt_directory: /prompts");

        assertThat(entry)
                .isEqualTo(new PromptEntry(
                        Optional.empty(),
                        Optional.of("hello"),
                        Optional.of("{\"name\":\"Ann\",\"n\":[1]}"),
                        Optional.of("production"),
                        Optional.of("3"),
                        new PromptAccount(
                                Optional.of("pk"),
                                Optional.of(new Secret("sk")),
                                Optional.of(URI.create("http://l.example")),
                                Optional.of(new Secret("hk")),
                                Optional.of(Path.of("/prompts"))),
                        new PromptRules(true, false, Map.of()),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "langfuse_prompt_version: 4                    | 4",
                "prompt_version: 3, langfuse_prompt_version: 4 | 3",
            })
    void aVersionHasTwoNames(String params, String version) {
        assertThat(group("prompt_id: p, " + params).version()).contains(version);
    }

    @Test
    void aSecretHasTwoNames() {
        assertThat(group("prompt_id: p, langfuse_secret: a").account().langfuseSecretKey())
                .contains(new Secret("a"));
        assertThat(group("prompt_id: p, langfuse_secret: a, langfuse_secret_key: b")
                        .account()
                        .langfuseSecretKey())
                .contains(new Secret("b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "langfuse/m  | LANGFUSE",
                "humanloop/m | HUMANLOOP",
                "dotprompt/m | FILE",
                "file/m      | FILE",
            })
    void theModelsNameMaySayWhereThePromptIs(String model, PromptSource source) {
        PromptsConfig prompts = prompts("""
                model_list:
                  - {model_name: m, litellm_params: {model: openai/m}}
                  - {model_name: g, litellm_params: {model: %s, prompt_id: p}}
                """.formatted(model));

        assertThat(prompts.groups().get("g").source()).contains(source);
        assertThat(PromptSource.withoutSource(model)).isEqualTo("m");
        assertThat(PromptSource.ofModel("openai/m")).isEmpty();
        assertThat(PromptSource.ofModel("langfuse")).isEmpty();
        assertThat(PromptSource.withoutSource("openai/m")).isEqualTo("openai/m");
    }

    @Test
    void aGroupHasOnePromptAndASecondIsWarnedOf() {
        String both = """
                model_list:
                  - {model_name: m, litellm_params: {model: openai/m, prompt_id: one}}
                  - {model_name: m, litellm_params: {model: groq/m, prompt_id: %s}}
                """;

        assertThat(prompts(both.formatted("two")).groups().get("m").id()).contains("one");
        assertThat(Configs.warnings(both.formatted("two")))
                .containsExactly("model_list: the entries of m say different things of its prompt; the first counts");
        assertThat(Configs.warnings(both.formatted("one"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prompt_id: p, prompt_variables: [a]      | prompt_variables: is no mapping (expected names of variables with their"
                        + " values)",
                "prompt_id: p, prompt_variables: {a: os.environ/NO} | prompt_variables: needs environment variable NO, which is"
                        + " not set",
                "prompt_id: p, langfuse_host: here        | langfuse_host: is no address (expected http://... or https://...)",
                "prompt_id: [p]                           | prompt_id: expected a single value",
                "prompt_id: p, ignore_prompt_manager_model: 1 | ignore_prompt_manager_model: is '1' (expected true or false)",
                "prompt_id: p, prompt_data: {a: {content: x}, b: {content: y}} | prompt_data: has no prompt of this name (expected"
                        + " prompt_id with its content)",
            })
    void whatIsWrongIsNamed(String params, String problem) {
        assertThat(Configs.wrong("model: openai/m, " + params, Map.of())).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dotprompt_content: Hi                                            | Hi",
                "prompt_data: {content: Hi}                                       | ---\\n{}\\n---\\nHi",
                "prompt_data: {p: {content: Hi}}                                  | ---\\n{}\\n---\\nHi",
                "prompt_data: {other: {content: Hi}}                              | ---\\n{}\\n---\\nHi",
                "prompt_data: {other: {content: Ho}, p: {content: Hi}}            | ---\\n{}\\n---\\nHi",
                "prompt_data: {p: {content: Hi, metadata: {model: gpt-4o}}}       | ---\\n{\"model\":\"gpt-4o\"}\\n---\\nHi",
                "prompt_data: {content: {content: Hi}}                            | ---\\n{}\\n---\\nHi",
                "dotprompt_content: Hi, prompt_data: {p: {content: Ho}}           | Hi",
                "prompt_label: l                                                  |",
            })
    void aPromptMayStandInTheEntry(String params, @Nullable String text) {
        assertThat(group("prompt_id: p, " + params).text().orElse(null))
                .isEqualTo(text == null ? null : text.replace("\\n", "\n"));
    }

    private static final String LISTED =
            Configs.MODEL + "prompts: [{prompt_id: p, prompt_info: {a: b}, litellm_params: {%s}}]";

    @Test
    void promptsOfTheListAreKnownByTheirIds() {
        PromptsConfig prompts =
                prompts(LISTED.formatted("prompt_integration: dotprompt, prompt_id: other, prompt_directory: d"));

        assertThat(prompts.listed()).containsOnlyKeys("p");
        assertThat(prompts.listed().get("p").source()).contains(PromptSource.FILE);
        assertThat(prompts.listed().get("p").account().directory()).contains(Path.of("d"));
    }

    @Test
    void oneThatIsKeptWhereNobodyFetchesFromIsWarnedOf() {
        assertThat(Configs.warnings(LISTED.formatted("prompt_integration: bitbucket")))
                .containsExactly(
                        "prompts[0].litellm_params.prompt_integration: prompts are not fetched from 'bitbucket'"
                                + " (expected langfuse, humanloop or dotprompt); calls that name p are refused");
        assertThat(Configs.problems(LISTED.formatted("prompt_id: p")))
                .containsExactly("prompts[0].litellm_params.prompt_integration: is missing");
    }

    @Test
    void settingsOfPromptsComeFromOursElseFromLitellms() {
        PromptsConfig theirs = prompts(Configs.MODEL + "litellm_settings: {global_prompt_directory: theirs}");
        PromptsConfig ours = prompts(Configs.MODEL + "litellm_settings: {global_prompt_directory: theirs}\n"
                + "callstream: {prompts: {ttl: 0, timeout: 9s, file: {directory: ours},"
                + " humanloop: {base_url: 'http://h', api_key: k}}}");

        assertThat(theirs.file()).contains(Path.of("theirs"));
        assertThat(theirs.ttl()).isEqualTo(Duration.ofSeconds(60));
        assertThat(theirs.timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(theirs.humanloop().baseUrl()).hasToString("https://api.humanloop.com");
        assertThat(ours.file()).contains(Path.of("ours"));
        assertThat(ours.ttl()).isZero();
        assertThat(ours.timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(ours.humanloop().baseUrl()).hasToString("http://h");
        assertThat(ours.humanloop().apiKey()).contains(new Secret("k"));
    }
}
