package io.callstream.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.callstream.gateway.config.DisabledModel;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.provider.Operation;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations as people have them for LiteLLM: where calls go, and with what. */
class LitellmFilesTest {
    private static final String ONE = """
        model_list:
          - model_name: one
            litellm_params: {model: openai/ok, api_key: sk-a, api_base: "http://provider/v1"%s}
        """;

    @Test
    @DisplayName("C03: a * over a * goes to the provider that the model's name says")
    void aStarOverAStar() {
        String yaml = """
            model_list:
              - model_name: "*"
                litellm_params: {model: "*", api_base: "http://provider/v1", api_key: sk-a}
            """;

        Sent sent = Sent.of(yaml, Map.of(), "groq/llama-3");

        assertThat(sent.provider()).isEqualTo("groq");
        assertThat(sent.body()).isEqualTo("{\"model\":\"llama-3\"}");
        assertThat(sent.server()).isEqualTo("provider");
        assertThat(sent.headers()).containsEntry("authorization", "Bearer sk-a");
    }

    @ParameterizedTest
    @DisplayName("C03: without an address each provider's own, with that provider's key")
    @CsvSource({
        "groq/llama-3,       api.groq.com,    llama-3,  Bearer sk-groq",
        "mistral/large/x,    api.mistral.ai,  large/x,  ",
        "gpt-4o,             api.openai.com,  gpt-4o,   Bearer sk-openai",
        "openai/o1,          api.openai.com,  o1,       Bearer sk-openai",
    })
    void everyProviderHasItsOwn(String asked, String server, String model, String authorization) {
        String yaml = "model_list: [{model_name: '*', litellm_params: {model: '*'}}]";

        Sent sent = Sent.of(yaml, Map.of("GROQ_API_KEY", "sk-groq", "OPENAI_API_KEY", "sk-openai"), asked);

        assertThat(sent.server()).isEqualTo(server);
        assertThat(sent.model()).isEqualTo(model);
        assertThat(sent.headers().get("authorization")).isEqualTo(authorization);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clarifai/command", "claude-3-opus", "meta-llama/Llama-3", "bedrock/x"})
    @DisplayName("C03: a name that is no supported provider's goes nowhere")
    void nobodysModelGoesNowhere(String asked) {
        GatewayConfig config = Sent.config("model_list: [{model_name: '*', litellm_params: {model: '*'}}]", Map.of());

        assertThat(Sent.routes(config).plan(RouteAsk.of(asked), new Random(7)).next(null))
                .isNull();
    }

    @ParameterizedTest
    @DisplayName("C03: wildcards stand anywhere and are filled in order")
    @CsvSource({
        "*-eu,       hosted_vllm/*,        llama-eu,      llama",
        "a/*/b,      hosted_vllm/x-*,      a/q/b,         x-q",
        "a/*/b/*,    hosted_vllm/*:*,      a/1/b/2,       1:2",
        "*/*,        hosted_vllm/*,        x/y,           x/y",
        "llm-*,      hosted_vllm/fixed,    llm-9,         fixed",
        "*::*,       hosted_vllm/*-*,      a::b::c,       a::b-c",
        "*meta*,     hosted_vllm/m*,       hello-meta-7b, hello-meta-7b",
    })
    void wildcardsAnywhere(String group, String named, String asked, String model) {
        String yaml = "model_list: [{model_name: '" + group + "', litellm_params: {model: '" + named
                + "', api_base: 'http://v/v1'}}]";

        assertThat(Sent.of(yaml, Map.of(), asked).model()).isEqualTo(model);
    }

    @Test
    void theLongestPatternWins() {
        String yaml = """
            model_list:
              - {model_name: "*", litellm_params: {model: hosted_vllm/any, api_base: "http://v/v1"}}
              - {model_name: "a/*", litellm_params: {model: hosted_vllm/a, api_base: "http://v/v1"}}
              - {model_name: "a/*-eu", litellm_params: {model: hosted_vllm/eu, api_base: "http://v/v1"}}
            """;

        assertThat(Sent.of(yaml, Map.of(), "a/b-eu").model()).isEqualTo("eu");
        assertThat(Sent.of(yaml, Map.of(), "a/b").model()).isEqualTo("a");
        assertThat(Sent.of(yaml, Map.of(), "b-eu").model()).isEqualTo("any");
    }

    @Test
    @DisplayName("C05: merge keys bring address and key")
    void mergeKeys() {
        String yaml = """
            x-defaults: &defaults
              api_base: http://provider/v1
              api_key: sk-merged
              timeout: 30
            model_list:
              - model_name: one
                litellm_params:
                  <<: *defaults
                  model: openai/ok
              - model_name: two
                litellm_params:
                  <<: *defaults
                  model: openai/ok2
            """;

        Sent sent = Sent.of(yaml, Map.of("OPENAI_API_KEY", "sk-openai"), "two");

        assertThat(sent.server()).isEqualTo("provider");
        assertThat(sent.headers()).containsEntry("authorization", "Bearer sk-merged");
        assertThat(sent.target().deployment().timeout()).hasSeconds(30);
    }

    @Test
    @DisplayName("C08: environment_variables feed os.environ/ references and providers' own variables")
    void environmentVariables() {
        String yaml = """
            environment_variables:
              MY_PROVIDER_KEY: sk-from-config
              GROQ_API_KEY: sk-groq
            model_list:
              - model_name: one
                litellm_params: {model: openai/ok, api_base: http://provider/v1, api_key: os.environ/MY_PROVIDER_KEY}
              - model_name: two
                litellm_params: {model: groq/x}
            """;

        assertThat(Sent.of(yaml, Map.of(), "one").headers()).containsEntry("authorization", "Bearer sk-from-config");
        assertThat(Sent.of(yaml, Map.of(), "two").headers()).containsEntry("authorization", "Bearer sk-groq");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4", "hidden", "to-pattern"})
    @DisplayName("C09: model_group_alias")
    void aliases(String alias) {
        String yaml = ONE.formatted("") + """
            router_settings:
              model_group_alias: {"gpt-4": "one", "hidden": {"model": "one", "hidden": true}, to-pattern: one}
            """;

        Sent sent = Sent.of(yaml, Map.of(), alias);

        assertThat(sent.model()).isEqualTo("ok");
        assertThat(Sent.config(yaml, Map.of()).models().aliases().get("hidden").hidden())
                .isTrue();
    }

    @Test
    @DisplayName("C09: an alias wins over a group of its name, and one that leads nowhere is warned of")
    void aliasesWin() {
        String yaml = """
            model_list:
              - {model_name: a, litellm_params: {model: hosted_vllm/a, api_base: "http://v/v1"}}
              - {model_name: "b*", litellm_params: {model: "hosted_vllm/b*", api_base: "http://v/v1"}}
            router_settings:
              model_group_alias: {a: b1, x: nowhere}
            """;

        assertThat(Sent.of(yaml, Map.of(), "a").model()).isEqualTo("b1");
        assertThat(Sent.config(yaml, Map.of()).notes().warnings())
                .singleElement()
                .asString()
                .contains("model_group_alias.x: names nowhere");
    }

    @Test
    void aModelThatGoesThroughALitellmProxyGoesThere() {
        Sent sent = Sent.of(
                "model_list: [{model_name: a, litellm_params: {model: openai/x, use_litellm_proxy: true}}]",
                Map.of("LITELLM_PROXY_API_BASE", "http://proxy:4000", "OPENAI_API_KEY", "sk-openai"),
                "a");

        assertThat(sent.server()).isEqualTo("proxy:4000");
        assertThat(sent.model()).isEqualTo("openai/x");
        assertThat(sent.headers()).doesNotContainKey("authorization");
    }

    @Test
    @DisplayName("C10: models of providers that are not supported are left out by name, and the rest starts")
    void unsupportedProviders() {
        String yaml = """
            model_list:
              - model_name: gpt-4o
                litellm_params: {model: replicate/gpt-4o-eu, api_base: "https://my-endpoint-europe.example/", api_version: "2024-08-01-preview", api_key: os.environ/AZURE}
              - model_name: claude
                litellm_params: {model: clarifai/command-r, api_key: sk-ant}
              - model_name: one
                litellm_params: {model: openai/ok, api_base: http://provider/v1, api_key: sk-a}
            """;

        GatewayConfig config = Sent.config(yaml, Map.of());

        assertThat(config.deployments()).hasSize(1);
        assertThat(config.models().disabled())
                .extracting(DisabledModel::entry, DisabledModel::modelGroup, DisabledModel::provider)
                .containsExactly(
                        tuple("model_list[0]", "gpt-4o", "replicate"), tuple("model_list[1]", "claude", "clarifai"));
        assertThat(config.strictly()).hasSize(2).allMatch(line -> line.contains("supported: openai"));
        assertThat(config.ignoredKeys()).isEmpty();
    }

    @Test
    @DisplayName("C11: two identical entries are two deployments, with ids that stay")
    void identicalEntries() {
        String yaml = """
            model_list:
              - model_name: one
                litellm_params: {model: openai/ok, api_base: http://provider/v1, api_key: sk-a, rpm: 60}
              - model_name: one
                litellm_params: {model: openai/ok, api_base: http://provider/v1, api_key: sk-a, rpm: 120}
            """;

        GatewayConfig config = Sent.config(yaml, Map.of());

        assertThat(config.deployments())
                .extracting(each -> each.id())
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(config.deployments()).isEqualTo(Sent.config(yaml, Map.of()).deployments());
    }

    @Test
    @DisplayName("C12: host names with underscores are hosts")
    void hostsWithUnderscores() {
        String yaml = """
            model_list:
              - model_name: one
                litellm_params: {model: hosted_vllm/ok, api_base: "http://vllm_server:41503/v1", api_key: none}
            """;

        Sent sent = Sent.of(yaml, Map.of(), "one");

        assertThat(sent.target().address().host()).isEqualTo("vllm_server");
        assertThat(sent.target().address().port()).isEqualTo(41503);
        assertThat(sent.headers()).containsEntry("host", "vllm_server:41503");
        assertThat(new String(sent.target().clientHeaders(), StandardCharsets.ISO_8859_1))
                .contains("x-litellm-model-api-base: http://vllm_server:41503/v1");
    }

    @Test
    @DisplayName("C13: litellm_params that are parameters of the call are sent")
    void parametersOfTheCall() {
        String yaml = """
            model_list:
              - model_name: one
                litellm_params:
                  model: openai/ok
                  api_base: http://provider/v1
                  api_key: sk-a
                  extra_headers: {"x-gateway-key": "abc", "HTTP-Referer": "https://app.example"}
                  headers: {"x-other": "1", "x-gateway-key": "weaker"}
                  extra_body: {"provider": {"order": ["a"]}}
                  organization: org-77
                  temperature: 0.2
                  max_tokens: 50
                  drop_params: true
                  additional_drop_params: ["user"]
            """;

        Sent sent = Sent.of(yaml, "{\"model\":\"one\",\"user\":\"u\",\"messages\":[]}");

        assertThat(sent.headers())
                .containsEntry("x-gateway-key", "abc")
                .containsEntry("http-referer", "https://app.example")
                .containsEntry("x-other", "1")
                .containsEntry("openai-organization", "org-77")
                .containsEntry("content-length", String.valueOf(sent.body().length()));
        assertThat(sent.body())
                .isEqualTo("{\"model\":\"ok\",\"messages\":[],\"max_tokens\":50,\"provider\":{\"order\":[\"a\"]},"
                        + "\"temperature\":0.2}");
        assertThat(Sent.config(yaml, Map.of()).ignoredKeys()).isEmpty();
    }

    @Test
    @DisplayName("C13: the client's own value wins, but over OpenAI's parameters in extra_body")
    void theClientsOwnWin() {
        String yaml = ONE.formatted(
                ", temperature: 0.2, max_tokens: 5, top_k: 40, stop: [a, b], extra_body: {top_p: 0.5, seed_2: {x:"
                        + " True}}");

        Sent sent = Sent.of(
                yaml,
                "{\"temperature\":1,\"model\":\"one\",\"max_completion_tokens\":9,\"top_p\":1,\"seed_2\":2,\"stop\":null}");

        assertThat(sent.body())
                .isEqualTo("{\"temperature\":1,\"model\":\"ok\",\"max_completion_tokens\":9,\"seed_2\":2,\"top_p\":0.5,"
                        + "\"stop\":[\"a\",\"b\"],\"top_k\":40}");
    }

    @Test
    void anEmbeddingGetsNoParametersOfAChat() {
        GatewayConfig config = Sent.config(ONE.formatted(", temperature: 0.2, dimensions: 8, truncate: end"), Map.of());

        Sent sent = Sent.of(config, Operation.EMBEDDING, "{\"model\":\"one\"}", new DefaultHttpHeaders());

        assertThat(sent.body()).isEqualTo("{\"model\":\"ok\",\"dimensions\":8,\"truncate\":\"end\"}");
    }

    @Test
    void aDeploymentsHeadersTakeThePlaceOfOursAndOfTheClients() {
        GatewayConfig config = Sent.config(
                ONE.formatted(", organization: org-1, extra_headers: {Authorization: Basic x, User-Agent: me}"),
                Map.of());

        Sent sent = Sent.of(
                config,
                Operation.CHAT_COMPLETION,
                "{\"model\":\"one\"}",
                new DefaultHttpHeaders().set("OpenAI-Organization", "theirs"));

        assertThat(sent.headers())
                .containsEntry("authorization", "Basic x")
                .containsEntry("user-agent", "me")
                .containsEntry("openai-organization", "org-1");
    }

    @Test
    void usageOfStreamsIsAskedForWhereTheProviderTakesIt() {
        String yaml = """
            model_list:
              - {model_name: m, litellm_params: {model: mistral/x}}
              - {model_name: o, litellm_params: {model: openai/x}}
              - {model_name: m2, litellm_params: {model: mistral/x, stream_usage: true}}
            """;

        assertThat(Sent.of(yaml, "{\"model\":\"m\",\"stream\":true}").body()).doesNotContain("stream_options");
        assertThat(Sent.of(yaml, "{\"model\":\"o\",\"stream\":true}").body()).contains("include_usage");
        assertThat(Sent.of(yaml, "{\"model\":\"m2\",\"stream\":true}").body()).contains("include_usage");
    }
}
