package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Secret;
import io.callstream.settings.SettingsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryKeysTest {
    private static List<Deployment> read(String params, String info) {
        Environment environment = Environment.of(Map.of("SECOND", "sk-second"));
        Problems problems = new Problems();
        GatewayConfig config = GatewayConfig.read(
                new ConfigFile(environment)
                        .parse(
                                "model_list: [{model_name: m, litellm_params: {model: openai/gpt-4o, " + params + "}"
                                        + info + "}]",
                                "test.yaml",
                                problems),
                environment);
        problems.throwIfAny();
        return config.deployments();
    }

    @Test
    void eachKeyIsADeployment() {
        List<Deployment> deployments = read("api_keys: [sk-first, os.environ/SECOND]", "");

        assertThat(deployments)
                .extracting(each -> each.apiKey().map(Secret::reveal).orElse(""))
                .containsExactly("sk-first", "sk-second");
        assertThat(deployments)
                .extracting(Deployment::id)
                .doesNotHaveDuplicates()
                .noneMatch(id -> id.contains("sk-"));
        assertThat(deployments).extracting(Deployment::modelGroup).containsOnly("m");
    }

    @Test
    void aNameOfTheEntryIsMarkedForEachKey() {
        assertThat(read("api_keys: [a-key, b-key]", ", model_info: {id: mine}"))
                .extracting(Deployment::id)
                .containsExactly("mine-2a8a1240", "mine-912cf63e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api_keys: [a-key, a-key]              | has a key twice",
                "api_keys: [a-key], api_key: b-key     | stands beside api_key",
                "api_keys: [a-key, os.environ/MISSING] | MISSING",
            })
    void whatIsWrongIsNamed(String params, String said) {
        assertThatThrownBy(() -> read(params, ""))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(said);
    }
}
