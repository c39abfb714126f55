package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayConfigTest {
    /** Somebody's LiteLLM file, with keys that mean nothing here. */
    private static final String LITELLM = """
        model_list:
          - model_name: gpt-4o
            litellm_params:
              model: openai/gpt-4o
              api_key: os.environ/OPENAI_API_KEY
              rpm: 100
          - model_name: local
            litellm_params: {model: hosted_vllm/meta-llama/Llama-3, api_base: "http://vllm:8000/v1", weight: 3,
              timeout: 20, stream_timeout: 5, stream_usage: false, input_cost_per_token: 1.5e-7}
            model_info: {id: vllm-1, output_cost_per_token: 0.000002}
        litellm_settings: {success_callback: [langfuse], drop_params: true, request_timeout: 60}
        general_settings: {master_key: sk-1234, store_model_in_db: true}
        router_settings: {routing_strategy: simple-shuffle}
        """;

    private static final String MODEL = "model_list: [{model_name: m, litellm_params: {model: openai/m}}]\n";

    @Test
    void somebodysLiteLlmFileIsRead() {
        GatewayConfig config = read(LITELLM, Map.of("OPENAI_API_KEY", "sk-openai"));

        Deployment openai = config.deployments().get(0);
        assertThat(openai.provider()).isEqualTo("openai");
        assertThat(openai.model()).isEqualTo("gpt-4o");
        assertThat(openai.apiBase()).hasToString("https://api.openai.com/v1");
        assertThat(openai.apiKey().orElseThrow().reveal()).isEqualTo("sk-openai");
        assertThat(openai.id()).hasSize(16);
        assertThat(openai.timeout()).isEqualTo(Duration.ofSeconds(60));
        Deployment local = config.deployments().get(1);
        assertThat(local.id()).isEqualTo("vllm-1");
        assertThat(local.model()).isEqualTo("meta-llama/Llama-3");
        assertThat(local.share().weight()).contains(3);
        assertThat(local.endpoint().streamUsage()).isFalse();
        assertThat(local.limits())
                .isEqualTo(new CallLimits(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5),
                        new Retries(2, Duration.ZERO, Duration.ofSeconds(60))));
        assertThat(local.price())
                .contains(new CustomPrice(
                        new BigDecimal("1.5E-7"), new BigDecimal("0.0000020"), null, null, Map.of(), null));
        assertThat(config.auth().keys()).extracting(ApiKey::hash).containsExactly(KeyHash.of("sk-1234"));
        assertThat(config.ignoredKeys())
                .doesNotContain("general_settings.store_model_in_db")
                .noneMatch(key -> key.endsWith("rpm") || key.contains("routing_strategy") || key.contains("callback"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                 |                                 |                | 2",
                "                 |                                 | num_retries: 5 | 5",
                "                 | num_retries: 4                  | num_retries: 5 | 4",
                "max_retries: 3   | num_retries: 4                  |                | 3",
                "num_retries: 0   | num_retries: 4                  |                | 0",
            })
    void theNearestWordOnRetriesCounts(String params, String router, String litellm, int count) {
        GatewayConfig config = read("""
                model_list:
                  - {model_name: m, litellm_params: {model: openai/m, api_base: "http://p/v1", api_key: k, %s}}
                router_settings: {retry_after: 3, %s}
                litellm_settings: {%s}
                callstream: {upstream: {retry_within: 90s}}
                """.formatted(orNothing(params), orNothing(router), orNothing(litellm)), Map.of());

        assertThat(config.deployments().get(0).limits().retries())
                .isEqualTo(new Retries(count, Duration.ofSeconds(3), Duration.ofSeconds(90)));
        assertThat(config.ignoredKeys()).isEmpty();
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Test
    void aProvidersAddressMayComeFromTheEnvironment() {
        assertThat(baseOfGpt4o(Map.of("OPENAI_BASE_URL", "http://proxy:8080/v1")))
                .hasToString("http://proxy:8080/v1");
        assertThat(baseOfGpt4o(Map.of("OPENAI_API_BASE", "http://other/v1"))).hasToString("http://other/v1");
    }

    @Test
    void anAddressInTheEnvironmentThatIsNoneIsNamed() {
        assertThatThrownBy(() -> baseOfGpt4o(Map.of("OPENAI_BASE_URL", "proxy:8080")))
                .hasMessageContaining("OPENAI_BASE_URL")
                .hasMessageContaining("expected http");
    }

    private static URI baseOfGpt4o(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("OPENAI_API_KEY", "sk-openai");
        return read(LITELLM, all).deployments().get(0).apiBase();
    }

    @Test
    void aDeploymentKeepsItsIdOverRestarts() {
        Map<String, String> environment = Map.of("OPENAI_API_KEY", "sk-openai");

        assertThat(read(LITELLM, environment).deployments())
                .isEqualTo(read(LITELLM, environment).deployments());
    }

    @Test
    void nothingButAModelHasToBeSaid() {
        GatewayConfig config = read(MODEL, Map.of());

        assertThat(config.auth().open()).isTrue();
        assertThat(config.server())
                .isEqualTo(new ServerConfig(
                        "127.0.0.1",
                        4000,
                        0,
                        new ServerLimits(32 << 20, 32 << 10, 10_000, 0),
                        new ServerTimeouts(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofSeconds(25)),
                        Optional.empty(),
                        new CorsConfig(Optional.empty(), List.of(), List.of("*"), false, Duration.ofMinutes(10)),
                        true));
        assertThat(config.upstream())
                .isEqualTo(new UpstreamConfig(Duration.ofSeconds(5), Duration.ofSeconds(55), 10_000, 64 << 20));
        assertThat(config.events().capture())
                .isEqualTo(new CaptureConfig(
                        true,
                        true,
                        Capture.FULL,
                        false,
                        new BodyConfig(2 << 20, Optional.empty(), 64L << 20, 2L << 30, Duration.ofDays(7)),
                        List.of(),
                        RedactionConfig.NONE));
        assertThat(config.events().spool())
                .isEqualTo(new SpoolConfig(
                        Optional.empty(),
                        2L << 30,
                        16 << 20,
                        SpoolDurability.SPOOLED,
                        SpoolOnFull.SHED,
                        Optional.empty()));
        assertThat(config.calls().prices()).isEqualTo(new PricesConfig(Optional.empty()));
    }

    @Test
    void everythingCanBeSaid() {
        GatewayConfig config = read(MODEL + """
            litellm_settings: {turn_off_message_logging: true}
            general_settings: {litellm_key_header_name: X-Our-Key}
            callstream:
              events: false
              chunks: false
              capture: reference
              bodies: {inline_max_bytes: 1MiB, directory: /b, max_pending_bytes: 2MiB}
              request_headers: [X-Team, Authorization, x-my-api-key]
              gateway_id: gw-1
              server:
                host: 127.0.0.1
                port: 0
                event_loops: 2
                max_body_bytes: 1MiB
                max_header_bytes: 8KiB
                max_connections: 5
                request_timeout: 1s
                idle_timeout: 2s
                drain_timeout: 3s
                tls: {certificate: c.pem, key: k.pem}
                cors:
                  origins: ["https://Chat.example.com"]
                  allow_headers: [authorization]
                  expose_headers: [x-request-id]
                  allow_credentials: true
                  max_age: 1h
              upstream: {connect_timeout: 1s, idle_timeout: 2s, max_connections: 3, max_response_bytes: 1MiB}
              spool: {directory: /s, max_bytes: 1GiB, segment_bytes: 1MiB, durability: fsynced}
              prices: {file: p.json}
              auth:
                refused_events_per_second: 1
                refused_bytes_per_day: 1MiB
                keys: [{key: sk-1, alias: a, team_id: t, user_id: u, routes: [r]}]
              sinks: {webhook: {anything: goes}}
            """, Map.of());

        assertThat(config.server())
                .isEqualTo(new ServerConfig(
                        "127.0.0.1",
                        0,
                        2,
                        new ServerLimits(1 << 20, 8 << 10, 5, 0),
                        new ServerTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)),
                        Optional.of(new TlsFiles(Path.of("c.pem"), Path.of("k.pem"))),
                        new CorsConfig(
                                Optional.of(List.of("https://chat.example.com")),
                                List.of("authorization"),
                                List.of("x-request-id"),
                                true,
                                Duration.ofHours(1)),
                        true));
        assertThat(config.upstream())
                .isEqualTo(new UpstreamConfig(Duration.ofSeconds(1), Duration.ofSeconds(2), 3, 1 << 20));
        assertThat(config.events().capture())
                .isEqualTo(new CaptureConfig(
                        false,
                        false,
                        Capture.REFERENCE,
                        true,
                        new BodyConfig(1 << 20, Optional.of(Path.of("/b")), 2L << 20, 2L << 30, Duration.ofDays(7)),
                        List.of("x-team"),
                        RedactionConfig.NONE));
        assertThat(config.events().spool())
                .isEqualTo(new SpoolConfig(
                        Optional.of(Path.of("/s")),
                        1L << 30,
                        1 << 20,
                        SpoolDurability.FSYNCED,
                        SpoolOnFull.SHED,
                        Optional.of("gw-1")));
        assertThat(config.calls().prices()).isEqualTo(new PricesConfig(Optional.of(Path.of("p.json"))));
        assertThat(config.auth())
                .isEqualTo(new AuthConfig(
                        List.of(new ApiKey(KeyHash.of("sk-1"), "a", "t", "u", List.of("r"), List.of(), List.of())),
                        1,
                        1 << 20,
                        Optional.of("X-Our-Key"),
                        List.of(),
                        false,
                        new KeyManagement(Optional.empty(), true),
                        LimitsConfig.NONE));
    }

    @Test
    void allProblemsAreListedAtOnce() {
        String yaml = """
            model_list:
              - model_name: claude
                litellm_params: {model: clarifai/command-r}
              - model_name: vllm
                litellm_params: {model: hosted_vllm/x}
            general_settings: {master_key: os.environ/NOT_SET}
            callstream:
              servr: {port: 1}
              server: {prot: 1, port: 99999, max_body_bytes: 1}
              spool: {segment_bytes: 5000000}
              auth: {keys: [{alias: x}]}
            """;

        assertThatThrownBy(() -> read(yaml, Map.of()))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems())
                                .anyMatch(problem -> problem.startsWith("model_list[1].litellm_params.api_base"))
                                .anyMatch(problem -> problem.startsWith("general_settings.master_key")
                                        && problem.contains("NOT_SET"))
                                .anyMatch(problem -> problem.startsWith("callstream.servr:"))
                                .anyMatch(problem -> problem.startsWith("callstream.server.prot:"))
                                .anyMatch(problem -> problem.startsWith("callstream.server.port:"))
                                .anyMatch(problem -> problem.startsWith("callstream.server.max_body_bytes:"))
                                .anyMatch(problem -> problem.startsWith("callstream.spool.segment_bytes:"))
                                .anyMatch(problem -> problem.startsWith("callstream.auth.keys[0].key:"))
                                .hasSize(8));
    }

    @ParameterizedTest
    @DisplayName("X28: a configuration that opens or serves nothing by mistake is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                  | model_list: names no model",
                "'# nothing'                         | model_list: names no model",
                "'model_list: []'                    | model_list: names no model",
                "'model_list:'                       | model_list: names no model",
                "'modle_list: []'                    | modle_list: is no section (did you mean model_list?)",
                "'general_setting: {master_key: k}'  | general_setting: is no section (did you mean general_settings?)",
                "'Callstream: {}'                    | Callstream: is no section (did you mean callstream?)",
                "'whatever: {}'                      | whatever: is no section",
                "'general_settings: {master_key: \"\"}' | general_settings.master_key: is empty",
                "'general_settings: {master_key: }'  | general_settings.master_key: is empty",
                "'general_settings: {master_key: \" \"}' | general_settings.master_key: is empty",
            })
    void mistakes(String yaml, String problem) {
        assertThatThrownBy(() -> read(yaml, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aConfigurationOfOnlyUnsupportedModelsIsRefused() {
        assertThatThrownBy(() -> read("model_list: [{model_name: a, litellm_params: {model: clarifai/x}}]", Map.of()))
                .hasMessageContaining("has no model that can be served here")
                .hasMessageContaining("clarifai");
    }

    @Test
    @DisplayName("X28: without a key only this machine is served, unless a host is said")
    void withoutAKey() {
        assertThat(read(MODEL, Map.of()).server().host()).isEqualTo("127.0.0.1");
        assertThat(read(MODEL + "general_settings: {master_key: k}", Map.of())
                        .server()
                        .host())
                .isEqualTo("0.0.0.0");
        assertThat(read(MODEL, Map.of("LITELLM_MASTER_KEY", "k")).server().host())
                .isEqualTo("0.0.0.0");
        assertThat(read(MODEL + "callstream: {server: {host: 0.0.0.0}}", Map.of())
                        .server()
                        .host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void noSecretIsPrinted() {
        GatewayConfig config = read(LITELLM, Map.of("OPENAI_API_KEY", "sk-openai"));

        assertThat(config.toString()).doesNotContain("sk-openai", "sk-1234");
    }

    private static GatewayConfig read(String yaml, Map<String, String> variables) {
        Environment environment = Environment.of(variables);
        Problems problems = new Problems();
        Section root = new ConfigFile(environment).parse(yaml, "test", problems);
        GatewayConfig config = GatewayConfig.read(root, environment);
        problems.throwIfAny();
        return config;
    }
}
