package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Configurations of prompts as LiteLLM's and Langfuse's users have them start unchanged. */
class DocumentedPromptsTest {
    private static final Map<String, String> VARIABLES = Map.of(
            "OPENAI_API_KEY", "sk-1234567890",
            "LANGFUSE_PUBLIC_KEY", "pk-lf-1",
            "LANGFUSE_SECRET_KEY", "sk-lf-1",
            "LANGFUSE_HOST", "langfuse.internal:3000",
            "HUMANLOOP_API_KEY", "hl-1");

    private static GatewayConfig read(String yaml) {
        Environment environment = name -> Optional.ofNullable(VARIABLES.get(name));
        Problems problems = new Problems();
        GatewayConfig config =
                GatewayConfig.read(new ConfigFile(environment).parse(yaml, "config.yaml", problems), environment);
        problems.throwIfAny();
        return config;
    }

    @Test
    void aModelWhosePromptLeadsToAnotherEntry() {
        GatewayConfig config = read("""
                model_list:
                  - model_name: my-langfuse-model
                    litellm_params:
                      model: langfuse/openai-model
                      prompt_id: "<langfuse_prompt_id>"
                      api_key: os.environ/OPENAI_API_KEY
                  - model_name: openai-model
                    litellm_params:
                      model: openai/gpt-3.5-turbo
                      api_key: os.environ/OPENAI_API_KEY
                """);
        assertThat(config.strictly()).isEmpty();
        assertThat(config.ignoredKeys()).containsExactly("model_list[0].litellm_params.api_key");
        assertThat(config.models().aliases()).containsEntry("my-langfuse-model", new ModelAlias("openai-model", false));
        PromptEntry entry = config.models().prompts().groups().get("my-langfuse-model");
        assertThat(entry.source()).contains(PromptSource.LANGFUSE);
        assertThat(entry.id()).contains("<langfuse_prompt_id>");
        LangfusePrompts langfuse = config.models().prompts().langfuse();
        assertThat(langfuse.host()).hasToString("http://langfuse.internal:3000");
        assertThat(langfuse.hasAccount()).isTrue();
    }

    @Test
    void aModelThatIsItsOwn() {
        GatewayConfig config = read("""
                model_list:
                  - model_name: gpt-3.5-turbo
                    litellm_params:
                      model: langfuse/gpt-3.5-turbo # OR langfuse/anthropic/claude-3-5-sonnet
                      prompt_id: <langfuse_prompt_id>
                      api_key: os.environ/OPENAI_API_KEY
                  - model_name: claude
                    litellm_params:
                      model: langfuse/anthropic/claude-3-5-sonnet
                      prompt_id: other
                      api_key: sk-ant-123456
                  - model_name: gpt-4
                    litellm_params:
                      model: humanloop/gpt-4
                      api_key: os.environ/OPENAI_API_KEY
                """);
        assertThat(config.strictly()).isEmpty();
        assertThat(config.ignoredKeys()).isEmpty();
        assertThat(config.deployments())
                .extracting(Deployment::provider, Deployment::model)
                .containsExactly(
                        tuple("openai", "gpt-3.5-turbo"),
                        tuple("anthropic", "claude-3-5-sonnet"),
                        tuple("openai", "gpt-4"));
        assertThat(config.models().prompts().groups().get("gpt-4").source()).contains(PromptSource.HUMANLOOP);
    }

    @Test
    void aListOfPrompts() {
        GatewayConfig config = read("""
                model_list:
                  - model_name: gpt-4
                    litellm_params: {model: gpt-4, api_key: os.environ/OPENAI_API_KEY}
                prompts:
                  - prompt_id: coding
                    litellm_params: {prompt_id: my_prompt, prompt_integration: dotprompt, prompt_directory: ./prompts}
                  - prompt_id: simple
                    litellm_params: {prompt_integration: langfuse, langfuse_public_key: pk, langfuse_secret: sk-secret}
                  - prompt_id: theirs
                    litellm_params: {prompt_integration: gitlab, gitlab_config: {project: a}}
                litellm_settings:
                  global_prompt_directory: ./more
                """);
        Map<String, PromptEntry> listed = config.models().prompts().listed();
        assertThat(listed.keySet()).containsExactlyInAnyOrder("coding", "simple");
        assertThat(listed.get("coding").account().directory()).isPresent();
        assertThat(listed.get("simple").account().langfuseSecretKey()).isPresent();
        assertThat(config.models().prompts().file()).isPresent();
        assertThat(config.strictly()).singleElement().asString().contains("prompts[2]", "gitlab", "theirs");
    }

    @Test
    void whichServersARequestMayName() {
        LangfusePrompts langfuse = read("""
                model_list: [{model_name: m, litellm_params: {model: gpt-4, api_key: sk-1234567890}}]
                callstream:
                  prompts:
                    langfuse: {host: "https://lf.example", allowed_hosts: [a.example, "b.example:3000", "https://c.example"]}
                """).models().prompts().langfuse();
        for (String allowed : new String[] {
            "https://lf.example",
            "https://LF.example:443/",
            "http://a.example",
            "https://a.example:8443",
            "b.example:3000",
            "https://c.example"
        }) {
            assertThat(langfuse.allows(LangfusePrompts.address(allowed)))
                    .as(allowed)
                    .isTrue();
        }
        for (String refused : new String[] {
            "http://lf.example",
            "https://lf.example:444",
            "https://a.example.evil",
            "https://evil/a.example",
            "https://a.example@evil",
            "https://user:pw@a.example",
            "b.example:3001",
            "http://c.example",
            "https://c.example:1"
        }) {
            assertThat(langfuse.allows(LangfusePrompts.address(refused)))
                    .as(refused)
                    .isFalse();
        }
    }
}
