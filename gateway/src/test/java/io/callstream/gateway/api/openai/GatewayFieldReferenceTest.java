package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps {@code docs/reference/request-fields.md} what the table says; {@code -Dgolden.update=true} writes it anew. */
class GatewayFieldReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "request-fields.md");
    private static final String HEAD = """
        # Request fields

        Generated from the gateway's one table of fields; a test keeps this page up to date.

        A request body is passed on as the client wrote it, but for the model's name, the usage that is asked for on
        streams, and what the configuration adds. Fields that are said to the gateway and not to a provider are cut out:
        LiteLLM's, all of them, listed below. A star stands for any characters. They are passed on to a deployment of
        the provider `litellm_proxy`, which is such a gateway itself. `metadata` is cut out as well, unless `store` is
        true, and kept in the call's events.

        ## Fields meant for the gateway

        | group | fields | what becomes of them |
        |---|---|---|
        """;
    private static final String RULES = """

        ## What a body must be like

        - UTF-8 and JSON (RFC 8259): an object, nested at most 512 levels deep. A byte order mark in front is taken off; the
          content type does not matter. `NaN` and `Infinity` are no JSON. What is wrong, and at which byte, is said in the
          error (400 `invalid_json`).
        - Each name stands once. A name that some decoders take for one the gateway acts on (`Model`, `ſtream`,
          `stream_options` with an invisible character in it) is refused (400 `invalid_request`, naming the field): what is
          routed, priced and recorded is what runs.
        - At most %1$d fields, %1$d fields of `metadata`, and %1$d entries in each list of tags or of sinks; more are refused
          (400, naming the list).
        """.formatted(FieldBounds.MOST_ENTRIES);

    @Test
    void theReferenceIsWhatTheTableSays() throws IOException {
        String expected = HEAD
                + Arrays.stream(GatewayField.values())
                        .map(GatewayFieldReferenceTest::row)
                        .collect(Collectors.joining())
                + RULES;
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(REFERENCE, expected);
        }

        assertThat(REFERENCE).hasContent(expected);
    }

    @Test
    @DisplayName("Cause 11: no field of OpenAI's is on the list")
    void noneIsTheProviders() {
        Stream<String> openAis = Stream.of(
                "model",
                "messages",
                "prompt",
                "input",
                "stream",
                "stream_options",
                "temperature",
                "top_p",
                "n",
                "stop",
                "max_tokens",
                "max_completion_tokens",
                "presence_penalty",
                "frequency_penalty",
                "logit_bias",
                "user",
                "tools",
                "tool_choice",
                "parallel_tool_calls",
                "functions",
                "function_call",
                "response_format",
                "seed",
                "logprobs",
                "top_logprobs",
                "modalities",
                "audio",
                "prediction",
                "reasoning_effort",
                "service_tier",
                "store",
                "metadata",
                "web_search_options",
                "safety_identifier",
                "prompt_cache_key",
                "verbosity",
                "suffix",
                "echo",
                "best_of",
                "encoding_format",
                "dimensions",
                "top_k",
                "min_p",
                "repetition_penalty",
                "thinking",
                "provider",
                "models",
                "transforms",
                "plugins",
                "chat_template_kwargs",
                "guided_json",
                "prompt_cache_retention",
                "cache_salt",
                "priority",
                "keep_alive",
                "options",
                "format",
                "think",
                "raw");

        assertThat(openAis.filter(GatewayField::has)).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("Cause 11: LiteLLM's fields are on the list")
    @ValueSource(
            strings = {
                "guardrails",
                "fallbacks",
                "num_retries",
                "cache",
                "mock_response",
                "prompt_id",
                "prompt_variables",
                "prompt_label",
                "prompt_version",
                "caching",
                "ttl",
                "context_window_fallbacks",
                "api_base",
                "api_key",
                "base_url",
                "tags",
                "no-log",
                "litellm_session_id",
                "litellm_anything",
                "timeout",
                "stream_timeout",
                "mock_testing_fallbacks",
                "input_cost_per_token",
                "output_cost_per_token_above_200k_tokens",
                "cache_read_input_token_cost",
                "aws_secret_access_key",
                "vertex_credentials",
                "langfuse_public_key",
                "custom_llm_provider",
                "model_list",
                "user_config",
                "drop_params",
                "extra_headers",
                "headers",
                "disable_fallbacks",
                "rpm",
                "model_info"
            })
    void litellmsAre(String name) {
        assertThat(GatewayField.has(name)).isTrue();
    }

    private static String row(GatewayField group) {
        String names = group.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        String title = group.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "| %s | %s | %s |%n".formatted(title, names, group.meaning());
    }
}
