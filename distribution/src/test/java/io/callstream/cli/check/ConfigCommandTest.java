package io.callstream.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code callstream config check}, and who else runs it. */
class ConfigCommandTest {
    private static final String GOOD = """
            model_list:
              - {model_name: one, litellm_params: {model: openai/ok, api_base: "http://provider/v1", api_key: sk-a, rpd: 3}}
              - {model_name: one, litellm_params: {model: openai/ok, api_base: "http://provider/v1", api_key: sk-a, rpd: 4}}
              - {model_name: claude, litellm_params: {model: sagemaker/command-r}}
            litellm_settings: {callbacks: [file, carrier-pigeon]}
            callstream: {sinks: {file: {directory: /tmp/events}}}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @DisplayName("C10: what starts, what is left out and what no sink answers is said, with status 0")
    void whatStarts() throws IOException {
        assertThat(check(GOOD)).isZero();
        assertThat(out.toString())
                .contains("config.yaml: starts")
                .contains("models: one (2 deployments)")
                .contains("left out: model_list[2] (claude): provider 'sagemaker'")
                .contains("sinks: file")
                .contains("callback 'carrier-pigeon'")
                .contains("no effect: model_list[0].litellm_params.rpd");
    }

    @Test
    void programsReadJson() throws IOException {
        assertThat(check(GOOD, "--json")).isZero();

        JsonNode verdict = new ObjectMapper().readTree(out.toString());
        assertThat(verdict.path("starts").booleanValue()).isTrue();
        assertThat(verdict.at("/models/0/deployments").intValue()).isEqualTo(2);
        assertThat(verdict.at("/disabled/0/provider").textValue()).isEqualTo("sagemaker");
        assertThat(verdict.at("/unanswered_callbacks/0").textValue()).isEqualTo("carrier-pigeon");
    }

    @Test
    void everyKeyIsExplainedAndCounted() throws IOException {
        assertThat(command("explain", GOOD)).isZero();
        assertThat(out.toString())
                .contains("used       model_list[0].model_name: Public name")
                .contains("no effect  model_list[0].litellm_params.rpd: Not counted")
                .contains("left out   model_list[2].litellm_params.model: The entry is left out: provider 'sagemaker'")
                .contains(
                        "left out   litellm_settings.callbacks: Starts sinks: file. No sink answers to: carrier-pigeon.")
                .contains("14 keys: 9 used, 2 no effect, 3 left out")
                .doesNotContain("sk-a");
    }

    @Test
    void programsReadTheExplanationAsJson() throws IOException {
        assertThat(command("explain", GOOD + "guardrails: [{guardrail_name: pii}]", "--json"))
                .isEqualTo(1);

        JsonNode explained = new ObjectMapper().readTree(out.toString());
        assertThat(explained.path("starts").booleanValue()).isFalse();
        assertThat(explained.at("/totals/keys").intValue()).isEqualTo(15);
        assertThat(explained.at("/totals/problem").intValue()).isEqualTo(1);
        assertThat(explained.at("/keys/0/key").textValue()).isEqualTo("callstream.sinks.file.directory");
    }

    @Test
    void strictTakesWhatIsLeftOutForAProblem() throws IOException {
        assertThat(check(GOOD, "--strict")).isEqualTo(1);
        assertThat(out.toString())
                .contains("does not start")
                .contains("problem: model_list[2] (claude)")
                .contains("problem: the configuration names callback 'carrier-pigeon'");
    }

    @Test
    @DisplayName("X28: an empty file, a section that is misspelt and an empty key are problems, with status 1")
    void problems() throws IOException {
        assertThat(check("")).isEqualTo(1);
        assertThat(check("modle_list: []")).isEqualTo(1);
        assertThat(check(GOOD + "general_settings: {master_key: ''}")).isEqualTo(1);
        assertThat(out.toString())
                .contains("problem: model_list: names no model")
                .contains("did you mean model_list?")
                .contains("problem: general_settings.master_key: is empty");
    }

    @Test
    void aPromptThatCannotBeReadIsAProblemBeforeACallNamesIt() throws IOException {
        String prompts = """
                prompts:
                  - prompt_id: greeting
                    litellm_params: {prompt_integration: dotprompt, dotprompt_content: "User: {% if polite %}My secret"}
                  - prompt_id: fine
                    litellm_params: {prompt_integration: dotprompt, dotprompt_content: "User: {% if a %}b{% endif %}"}
                """;

        assertThat(check(GOOD + prompts)).isEqualTo(1);
        assertThat(out.toString())
                .contains("problem: prompts: the text of prompt_id greeting has an 'if' without its 'endif'")
                .doesNotContain("prompt_id fine", "My secret");
    }

    @Test
    @DisplayName("X26: what is no YAML is one problem without its values")
    void noYaml() throws IOException {
        assertThat(check("api_key: sk-secret: x", "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("line 1, column").doesNotContain("sk-secret");
    }

    @Test
    void settingsOfSinksAreChecked() throws IOException {
        String yaml = GOOD.replace("directory: /tmp/events", "directory: /tmp/events, rotate_byts: 1");

        assertThat(check(yaml)).isEqualTo(1);
        assertThat(out.toString()).contains("problem: sink file: callstream.sinks.file.rotate_byts");
        assertThat(check(yaml, "--no-sinks")).isZero();
    }

    @Test
    void aHandlerInPythonIsPointedToWhereItRuns() throws IOException {
        assertThat(check(GOOD.replace("carrier-pigeon", "proxy_callbacks.proxy_logger_instance")))
                .isZero();
        assertThat(out.toString())
                .contains("callback 'proxy_callbacks.proxy_logger_instance', which is Python")
                .contains("examples/python-callbacks");
    }

    @Test
    void receiversOfAlertsThatNoneCanReachAreSaid() throws IOException {
        String rules = GOOD.replace(
                "callstream: {",
                "callstream: {alerts: [{name: slow, metric: avg_latency, bound: 5s, notify: [file, lunary, carrier-pigeon,"
                        + " slack]}], ");

        assertThat(check(rules)).isZero();
        assertThat(out.toString())
                .doesNotContain("alerts for 'file'")
                .contains(
                        "note: alerts for 'lunary' (slow) will reach nobody: that sink takes no alerts (those that do: file,")
                .contains("note: alerts for 'carrier-pigeon' (slow) will reach nobody: there is no such sink")
                .contains("note: alerts for 'slack' (slow) will reach nobody: its settings are not complete: ")
                .contains("callstream.sinks.slack.webhook_url");
        assertThat(check(rules, "--strict")).isEqualTo(1);
    }

    @Test
    @DisplayName("C16B: gateway and up refuse what config check refuses, before anything starts")
    void whoStartsChecksFirst() throws IOException {
        String file = file("""
                model_list:
                  - {model_name: a, litellm_params: {model: openai/ok, api_base: os.environ/CALLSTREAM_TEST_NOT_SET}}
                guardrails: [{guardrail_name: g}]
                """);
        String data = folder.resolve("data").toString();

        assertThat(run("gateway", "--config", file, "--data-dir", data)).isEqualTo(2);
        assertThat(run("up", "--config", file, "--data-dir", data)).isEqualTo(2);

        assertThat(err.toString())
                .hasLineCount(4)
                .contains("CALLSTREAM_TEST_NOT_SET")
                .contains("accept_ignored");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    @DisplayName("C07: what is included stands beside the file")
    void includes() throws IOException {
        Files.writeString(
                folder.resolve("models.yaml"), "model_list: [{model_name: b, litellm_params: {model: openai/b}}]");

        assertThat(check("include: [models.yaml]\nlitellm_settings: {drop_params: true}"))
                .isZero();
        assertThat(out.toString()).contains("models: b");
    }

    private int check(String yaml, String... options) throws IOException {
        return command("check", yaml, options);
    }

    private int command(String name, String yaml, String... options) throws IOException {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "config";
        arguments[1] = name;
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[options.length + 2] = file(yaml);
        return run(arguments);
    }

    private String file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), yaml).toString();
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
