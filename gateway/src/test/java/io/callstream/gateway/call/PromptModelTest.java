package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.gateway.upstream.ProviderWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a call with a prompt goes, and with which parameters: LiteLLM's configurations, on the rig. */
class PromptModelTest {
    /** As LiteLLM's documentation has it, with addresses of the rig. */
    private static final String DOCUMENTED = """
            model_list:
              - model_name: my-langfuse-model
                litellm_params:
                  model: langfuse/openai-model
                  prompt_id: "jokes"
                  temperature: 0.4
                  top_p: 0.9
                  api_key: os.environ/OPENAI_API_KEY
              - model_name: openai-model
                litellm_params:
                  model: openai/gpt-3.5-turbo
                  api_base: http://one.example/v1
                  api_key: sk-provider-one
              - model_name: gpt-3.5-turbo
                litellm_params:
                  model: langfuse/gpt-3.5-turbo
                  prompt_id: "jokes"
                  prompt_label: staging
                  api_base: http://two.example/v1
                  api_key: sk-provider-two
              - model_name: proxied
                litellm_params:
                  model: litellm_proxy/m
                  api_base: http://proxy.example/v1
              - model_name: hl
                litellm_params:
                  model: humanloop/gpt-4
                  api_base: http://two.example/v1
                  api_key: sk-provider-two
                  humanloop_api_key: hl-ours
            prompts:
              - prompt_id: nice-name
                litellm_params:
                  prompt_id: folder/real
                  prompt_integration: langfuse
                  prompt_version: 7
            callstream:
              prompts:
                langfuse: {host: "http://langfuse.example", public_key: pk-ours, secret_key: sk-ours-secret}
                humanloop: {base_url: "http://humanloop.example"}
            """;

    @TempDir
    Path folder;

    private static CallRig rig() {
        return new CallRig(DOCUMENTED);
    }

    private static String ask(String model, String more) {
        return "{\"model\":\"" + model + "\"," + more + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    private static String prompt(String config) {
        return "{\"type\":\"text\",\"prompt\":\"A joke.\",\"version\":1,\"config\":" + config + "}";
    }

    private static ProviderWire wire(CallRig rig, String host) {
        return rig.upstream().wires().stream()
                .filter(wire -> wire.requests().contains("host: " + host + "\r\n"))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private static void joke(CallRig rig, String config) {
        wire(rig, "langfuse.example").answer(200, prompt(config));
    }

    @Test
    void anEntryLeadsToTheGroupThatItsModelNames() {
        try (CallRig rig = rig()) {
            rig.call(ask("my-langfuse-model", "\"top_p\":0.1,"));
            joke(rig, "{}");
            wire(rig, "one.example").answer(200, CallRig.answer("Ha"));

            assertThat(wire(rig, "one.example").requests())
                    .endsWith(
                            "{\"model\":\"gpt-3.5-turbo\",\"top_p\":0.1,\"messages\":[{\"role\":\"user\",\"content\":\"A joke.\"},"
                                    + "{\"role\":\"user\",\"content\":\"Hello\"}],\"temperature\":0.4}");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getModelGroup()).isEqualTo("my-langfuse-model");
            assertThat(event.getModel()).isEqualTo("gpt-3.5-turbo");
        }
    }

    @Test
    void theModelThatThePromptNamesIsUsed() {
        try (CallRig rig = rig()) {
            rig.call(ask("gpt-3.5-turbo", ""));
            joke(rig, "{\"model\":\"openai-model\"}");
            wire(rig, "one.example").answer(200, CallRig.answer("Ha"));

            assertThat(wire(rig, "langfuse.example").requests()).contains("/jokes?label=staging ");
            assertThat(wire(rig, "one.example").requests()).contains("\"model\":\"gpt-3.5-turbo\"");
        }
    }

    @Test
    void aModelThatNoGroupHasIsAskedOfTheEntrysProvider() {
        try (CallRig rig = rig()) {
            rig.call(ask("gpt-3.5-turbo", ""));
            joke(
                    rig,
                    "{\"model\":\"openai/gpt-4o-mini-tuned\",\"max_tokens\":5,\"stream\":true,\"api_base\":\"http://evil\"}");
            wire(rig, "two.example").answer(200, CallRig.answer("Ha"));

            assertThat(wire(rig, "two.example").requests())
                    .contains("\"model\":\"gpt-4o-mini-tuned\"")
                    .contains("\"max_tokens\":5")
                    .doesNotContain("evil")
                    .doesNotContain("\"stream\"");
            assertThat(rig.lane().only(SuccessEvent.class).getModel()).isEqualTo("gpt-4o-mini-tuned");
        }
    }

    @Test
    void modelAndParametersOfThePromptCanBeLeftOut() {
        try (CallRig rig = rig()) {
            rig.call(ask(
                    "gpt-3.5-turbo",
                    "\"ignore_prompt_manager_model\":true,\"ignore_prompt_manager_optional_params\":true,"));
            joke(rig, "{\"model\":\"gpt-4o\",\"temperature\":2}");
            wire(rig, "two.example").answer(200, CallRig.answer("Ha"));

            assertThat(wire(rig, "two.example").requests())
                    .contains("\"model\":\"gpt-3.5-turbo\"")
                    .doesNotContain("temperature");
        }
    }

    /** Whoever brings an account of their own would otherwise have any model of the provider on our key. */
    @Test
    void aPromptOfACallersOwnAccountChoosesAmongTheGroups() {
        try (CallRig rig = rig()) {
            String own = "\"langfuse_public_key\":\"pk\",\"langfuse_secret_key\":\"sk-their-secret\",";
            RecordingClient client = rig.call(ask("gpt-3.5-turbo", own));
            joke(rig, "{\"model\":\"gpt-4-expensive\"}");

            assertThat(client.status()).isEqualTo("404");
            assertThat(client.body()).contains("gpt-4-expensive");
        }
    }

    @Test
    void aModelOfAnotherProviderIsRefused() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(ask("gpt-3.5-turbo", ""));
            joke(rig, "{\"model\":\"anthropic/claude-3\"}");

            assertThat(client.status()).isEqualTo("404");
        }
    }

    @Test
    void aModelMayBeAskedForWithItsSourceBefore() {
        try (CallRig rig = rig()) {
            rig.call(ask("langfuse/openai-model", "\"prompt_id\":\"jokes\","));
            joke(rig, "{}");
            wire(rig, "one.example").answer(200, CallRig.answer("Ha"));
            assertThat(wire(rig, "one.example").requests()).contains("A joke.");

            RecordingClient without = rig.call(ask("langfuse/openai-model", ""));
            assertThat(without.status()).isEqualTo("400");
            assertThat(without.body()).contains("\"param\":\"prompt_id\"");
        }
    }

    @Test
    void aListedPromptHasItsNameAndVersionFromTheList() {
        try (CallRig rig = rig()) {
            rig.call(ask("openai-model", "\"prompt_id\":\"nice-name\","));
            joke(rig, "{}");
            wire(rig, "one.example").answer(200, CallRig.answer("Ha"));

            assertThat(wire(rig, "langfuse.example").requests()).contains("/prompts/folder%2Freal?version=7 ");
            assertThat(rig.lane().only(SuccessEvent.class).getPromptId()).isEqualTo("folder/real");
        }
    }

    @Test
    void humanloop() {
        try (CallRig rig = rig()) {
            rig.call(ask(
                    "hl", "\"prompt_id\":\"pr_1\",\"prompt_variables\":{\"x\":\"tea\"},\"prompt_version\":\"prv_2\","));
            assertThat(wire(rig, "humanloop.example").requests())
                    .startsWith("GET /v5/prompts/pr_1?version_id=prv_2 HTTP/1.1\r\n")
                    .contains("x-api-key: hl-ours\r\n");
            wire(rig, "humanloop.example")
                    .answer(
                            200,
                            "{\"version_id\":\"prv_2\",\"model\":\"gpt-4\",\"template\":\"About {{x}}\",\"temperature\":0}");
            wire(rig, "two.example").answer(200, CallRig.answer("Ha"));

            assertThat(wire(rig, "two.example").requests())
                    .contains("About tea")
                    .contains("\"temperature\":0");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getPromptSource()).isEqualTo("humanloop");
            assertThat(event.getPromptVersion()).isEqualTo("prv_2");

            rig.call(ask(
                    "hl",
                    "\"prompt_id\":\"pr_1\",\"metadata\":{\"humanloop_api_key\":\"hl-theirs\"},\"store\":true,"
                            + "\"prompt_variables\":{\"x\":\"tea\"},\"prompt_version\":\"prv_2\","));
            assertThat(wire(rig, "humanloop.example").requests()).contains("x-api-key: hl-theirs\r\n");
            wire(rig, "humanloop.example").answer(200, "{\"template\":\"Theirs\"}");
            assertThat(wire(rig, "two.example").requests()).contains("Theirs").doesNotContain("hl-theirs");
            wire(rig, "two.example").answer(200, CallRig.answer("Ha"));
            assertThat(rig.lane().all(SuccessEvent.class).get(1).toString()).doesNotContain("hl-theirs");
        }
    }

    /** A proxy that is told all that is said to gateways would put the prompt in once more, and learn the account. */
    @Test
    void anotherProxyHearsNothingOfThePromptThatIsInAlready() {
        try (CallRig rig = rig()) {
            rig.call(
                    ask(
                            "proxied",
                            "\"prompt_id\":\"jokes\",\"langfuse_public_key\":\"pk\",\"langfuse_secret\":\"sk-their-secret\",\"tags\":[\"t\"],"));
            joke(rig, "{}");
            wire(rig, "proxy.example").answer(200, CallRig.answer("Ha"));

            assertThat(wire(rig, "proxy.example").requests())
                    .contains("A joke.")
                    .contains("\"tags\":[\"t\"]")
                    .doesNotContain("prompt_id")
                    .doesNotContain("their-secret");
        }
    }

    @Test
    void filesInAFolder() throws IOException {
        Files.writeString(folder.resolve("offer.prompt"), "---\nmodel: openai/gpt-4o\n---\nOffer {{what}}.");
        String yaml = CallRig.deployment("one") + "callstream: {prompts: {file: {directory: \"" + folder + "\"}}}\n";
        try (CallRig rig = new CallRig(yaml)) {
            rig.call(ask("m", "\"prompt_id\":\"offer\",\"prompt_variables\":{\"what\":\"tea\"},"));
            wire(rig, "one.example").answer(200, CallRig.answer("Ha"));

            assertThat(wire(rig, "one.example").requests()).contains("Offer tea.");
            assertThat(rig.lane().only(SuccessEvent.class).getPromptSource()).isEqualTo("file");
            RecordingClient outside = rig.call(ask("m", "\"prompt_id\":\"../offer\","));
            assertThat(outside.status()).isEqualTo("404");
        }
    }

    @Test
    void aPromptThatIsKeptNowhereIsRefused() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(ask("m", "\"prompt_id\":\"p\","));
            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("callstream.prompts");
            assertThat(rig.upstream().wires()).isEmpty();
        }
    }
}
