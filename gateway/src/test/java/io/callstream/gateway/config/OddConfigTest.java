package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.dialect.TestDialects;
import io.callstream.json.JsonText;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.SettingsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands behind a key of the reference: the file is read, or refused with words that name a key, and nothing else happens. */
class OddConfigTest {
    private static final Environment NO_VARIABLES = name -> Optional.empty();
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "7",
            "0.5",
            "1e400",
            "9223372036854775807",
            "9223372036854775808",
            "\"\"",
            "\" \"",
            "\"text\"",
            "\"a b/c?d=e&f#%\"",
            "\"http://[::1\"",
            "\"http://x.example:99999/\"",
            "\"https://u:p@x.example/a b\"",
            "\"9999999999999999999d\"",
            "\"99999999999GiB\"",
            "\"-1s\"",
            "\"*\"",
            "\"(\"",
            "\"os.environ/\"",
            "\"os.environ/NOT_THERE\"",
            "\"\\u0000\\n\"",
            "\"/nowhere/at/all\"",
            "\"" + "x".repeat(300) + "\"",
            "[]",
            "[null]",
            "[7,\"a\"]",
            "[{}]",
            "[[[]]]",
            "{}",
            "{\"\":\"\"}",
            "{\"a\":{\"b\":[1]}}",
            "{\"a\":null}");

    private static final int OF_A_KEY = 5;

    /** What has to be said of a model so that the rest of an entry is looked at. */
    private static final Map<String, String> ENTRY =
            Map.of("model_list[].model_name", "\"m\"", "model_list[].litellm_params.model", "\"openai/m\"");

    static Stream<String> keys() {
        return ConfigReference.write()
                .lines()
                .takeWhile(line -> !line.startsWith("## LiteLLM's keys"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .filter(key -> key.matches("[a-z_A-Z0-9.<>\\[\\]-]+"))
                .map(key -> key.replaceAll("<[a-z]+>", "some"))
                .distinct();
    }

    /** The same at each run, and others for each key. */
    private static List<String> some(String key) {
        List<String> values = new ArrayList<>(VALUES);
        Collections.shuffle(values, new Random(key.hashCode()));
        return values.subList(0, OF_A_KEY);
    }

    /** Found by all values of all keys, and by reading on from there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model_list\":[{\"model_name\":\"m\",\"litellm_params\":{\"model\":\"openai/m\",\"api_keys\":\"\"}}]}",
                "{\"model_list\":[{\"model_name\":\"m\",\"litellm_params\":{\"model\":\"openai/m\",\"api_keys\":[\"k\",\" \"]}}]}",
            })
    void anEmptyKeyAmongSeveralIsAProblem(String file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("model_list[0].litellm_params.api_keys")
                .hasMessageContaining("has an empty key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Bearer ", "basic  "})
    void aHeaderWithoutAKeyHidesNothing(String value) {
        GatewayConfig config =
                read("{\"model_list\":[{\"model_name\":\"m\",\"litellm_params\":{\"model\":\"openai/m\"}}],"
                        + "\"general_settings\":{\"master_key\":\"sk-1234\",\"pass_through_endpoints\":[{\"path\":\"/x\",\"target\":\"http://x.example/y\","
                        + "\"headers\":{\"Authorization\":\"" + value + "\"}}]}}");

        assertThat(config.deployments()).hasSize(1);
    }

    @Test
    void thereAreKeysOfEverySection() {
        assertThat(keys())
                .hasSizeGreaterThan(200)
                .anyMatch(key -> key.startsWith("callstream."))
                .anyMatch(key -> key.startsWith("general_settings."))
                .anyMatch(key -> key.startsWith("litellm_settings."))
                .anyMatch(key -> key.startsWith("router_settings."))
                .anyMatch(key -> key.startsWith("model_list[].litellm_params."));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void anOddValueIsReadOrRefused(String key) {
        for (String value : some(key)) {
            Map<String, String> said = new TreeMap<>(ENTRY);
            said.put(key, value);
            String file = json(said);
            try {
                GatewayConfig config = read(file);
                config.deployments().forEach(TestDialects::target);
            } catch (SettingsException e) {
                assertThat(e.getMessage()).as("%s", file).isNotBlank().doesNotContain("java.", "Exception");
            } catch (RuntimeException e) {
                throw new AssertionError(file, e);
            }
        }
    }

    /** The same of every provider: each has keys that only it reads. */
    @ParameterizedTest
    @MethodSource("providers")
    void anOddValueOfAProvidersKeyIsReadOrRefused(String model) {
        List<String> params = keys().filter(key -> key.startsWith("model_list[].litellm_params."))
                .filter(key -> !ENTRY.containsKey(key))
                .toList();
        for (String key : params) {
            for (String value : List.of("\"http://[::1\"", "[\"\"]")) {
                Map<String, String> said = new TreeMap<>(ENTRY);
                said.put("model_list[].litellm_params.model", JsonText.quoted(model));
                said.put(key, value);
                String file = json(said);
                try {
                    read(file).deployments().forEach(TestDialects::target);
                } catch (SettingsException e) {
                    assertThat(e.getMessage()).as("%s", file).isNotBlank().doesNotContain("java.", "Exception");
                } catch (RuntimeException e) {
                    throw new AssertionError(file, e);
                }
            }
        }
    }

    static Stream<String> providers() {
        return Stream.of(
                "openai/gpt-5",
                "azure/my-gpt",
                "anthropic/claude-sonnet-4-5",
                "gemini/gemini-2.5-flash",
                "vertex_ai/gemini-2.5-flash",
                "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                "cohere/command-a-03-2025",
                "ollama_chat/qwen3",
                "openai/*",
                "*",
                "",
                "nobody/m");
    }

    private static GatewayConfig read(String file) {
        Problems problems = new Problems();
        GatewayConfig config =
                GatewayConfig.read(new ConfigFile(NO_VARIABLES).parse(file, "odd.yaml", problems), NO_VARIABLES);
        problems.throwIfAny();
        return config;
    }

    /** Keys with their values as an object of objects, which YAML is, too. */
    private static String json(Map<String, String> said) {
        Map<String, Map<String, String>> inside = new TreeMap<>();
        said.forEach((key, value) -> {
            int dot = key.indexOf('.');
            String first = dot < 0 ? key : key.substring(0, dot);
            inside.computeIfAbsent(first, none -> new TreeMap<>()).put(dot < 0 ? "" : key.substring(dot + 1), value);
        });
        StringBuilder json = new StringBuilder("{");
        inside.forEach((name, rest) -> {
            boolean list = name.endsWith("[]");
            String value = rest.containsKey("") ? rest.get("") : json(rest);
            json.append(json.length() > 1 ? "," : "")
                    .append(JsonText.quoted(list ? name.substring(0, name.length() - 2) : name))
                    .append(':')
                    .append(list ? "[" + value + "]" : value);
        });
        return json.append('}').toString();
    }
}
