package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VertexOptionsTest {
    private static Deployment read(String params, Map<String, String> variables) {
        Environment environment = Environment.of(variables);
        Problems problems = new Problems();
        GatewayConfig config = GatewayConfig.read(
                new ConfigFile(environment)
                        .parse(
                                "model_list:\n  - model_name: m\n    litellm_params: {model: vertex_ai/gemini-2.5-pro"
                                        + params + "}\n",
                                "test.yaml",
                                problems),
                environment);
        problems.throwIfAny();
        return config.deployments().get(0);
    }

    private static VertexOptions options(String params, Map<String, String> variables) {
        return read(params, variables).endpoint().options().vertex().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "'', https://us-central1-aiplatform.googleapis.com",
        "', vertex_location: europe-west1', https://europe-west1-aiplatform.googleapis.com",
        "', vertex_location: global', https://aiplatform.googleapis.com",
        "', vertex_location: eu', https://aiplatform.eu.rep.googleapis.com",
        "', api_base: \"http://proxy.example/v1\"', http://proxy.example/v1",
    })
    void theLocationSaysWhere(String params, String address) {
        assertThat(read(", vertex_project: p" + params, Map.of()).apiBase()).hasToString(address);
    }

    @Test
    void variablesSayWhatTheEntryDoesNot() {
        VertexOptions options = options("", Map.of("VERTEXAI_PROJECT", "from-env", "VERTEXAI_LOCATION", "asia-east1"));
        assertThat(options).isEqualTo(new VertexOptions("from-env", "asia-east1", new GoogleLogin.Usual()));
    }

    @Test
    void credentialsInAFileNameTheProject(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("key.json"), "{\"type\":\"service_account\",\"project_id\":\"of-file\"}");
        Map<String, String> variables = Map.of("GOOGLE_APPLICATION_CREDENTIALS", file.toString());
        assertThat(options("", variables).project()).isEqualTo("of-file");
        assertThat(options(", vertex_credentials: '" + file + "'", Map.of()).login())
                .isEqualTo(new GoogleLogin.File(file));
    }

    @Test
    void credentialsMayBeJsonOrAMapping() {
        String json = "{\"type\":\"service_account\",\"project_id\":\"inside\"}";
        assertThat(options("", Map.of("VERTEXAI_CREDENTIALS", json)).project()).isEqualTo("inside");
        assertThat(options(", vertex_credentials: '" + json + "'", Map.of()).project())
                .isEqualTo("inside");
        assertThat(options(", vertex_credentials: " + json, Map.of()).project()).isEqualTo("inside");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // entry                                                          | variables
                // | project | location
                "vertex_project: a, vertex_ai_project: b                          | VERTEXAI_PROJECT=c                   | a | us-central1",
                "vertex_ai_project: b                                             | VERTEXAI_PROJECT=c                   | b | us-central1",
                "rpm: 1                                                           | VERTEXAI_PROJECT=c,VERTEX_PROJECT=d  | c | us-central1",
                "rpm: 1                                                           | VERTEX_PROJECT=d,GOOGLE_CLOUD_PROJECT=e | d | us-central1",
                "rpm: 1                                                           | GOOGLE_CLOUD_PROJECT=e,GCLOUD_PROJECT=f | e | us-central1",
                "rpm: 1                                                           | GCLOUD_PROJECT= f                    | f | us-central1",
                "vertex_project: a, vertex_location: EU , vertex_ai_location: us  | VERTEXAI_LOCATION=asia-east1         | a | eu",
                "vertex_project: a, vertex_ai_location: us                        | VERTEXAI_LOCATION=asia-east1         | a | us",
                "vertex_project: a                                                | VERTEX_LOCATION=asia-east1           | a | asia-east1",
            })
    void theNearestWordCounts(String params, String variables, String project, String location) {
        Map<String, String> all = Stream.of(variables.split(","))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> each[1]));

        assertThat(options(", " + params, all))
                .isEqualTo(new VertexOptions(project, location, new GoogleLogin.Usual()));
    }

    /** One entry for every provider is served without those that cannot be asked. */
    @ParameterizedTest
    @CsvSource({
        "VERTEXAI_PROJECT,              p,               true",
        "OTHER,                         p,               false",
    })
    void anEntryForEveryProviderGoesWithoutAProject(String variable, String value, boolean served) {
        assertThat(Configs.read(
                                "model_list: [{model_name: '*', litellm_params: {model: '*'}}]",
                                Map.of(variable, value))
                        .deployments()
                        .stream()
                        .anyMatch(each -> each.provider().equals("vertex_ai")))
                .isEqualTo(served);
    }

    @Test
    void andWithoutCredentialsThatCannotBeRead() {
        Map<String, String> variables =
                Map.of("VERTEXAI_PROJECT", "p", "GOOGLE_APPLICATION_CREDENTIALS", "/nowhere/key.json");

        assertThat(Configs.read("model_list: [{model_name: '*', litellm_params: {model: '*'}}]", variables)
                        .deployments())
                .extracting(Deployment::provider)
                .contains("openai")
                .doesNotContain("vertex_ai");
        assertThat(Configs.wrong("model: vertex_ai/m", variables))
                .containsExactly("vertex_credentials: is neither JSON nor a file that can be read (from"
                        + " GOOGLE_APPLICATION_CREDENTIALS)");
    }

    @Test
    void aFolderIsNoCredentials(@TempDir Path folder) {
        assertThat(Configs.wrong(
                        "model: vertex_ai/m, vertex_project: p, vertex_credentials: '" + folder + "'", Map.of()))
                .containsExactly("vertex_credentials: is neither JSON nor a file that can be read");
    }

    @Test
    void aProjectOrLocationThatIsNoneIsNobodys() {
        assertThatThrownBy(() -> new VertexOptions("a/b", "eu", new GoogleLogin.Usual()))
                .hasMessage("no project and location of Google Cloud: a/b, eu");
        assertThatThrownBy(() -> new VertexOptions("a", "e u", new GoogleLogin.Usual()))
                .hasMessage("no project and location of Google Cloud: a, e u");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                    | vertex_project: is missing",
                "', vertex_project: p, vertex_location: \"a b\"'       | vertex_location: is no location of Vertex AI: 'a b'",
                "', vertex_project: \"a/b\"'                           | vertex_project: is no project of Google Cloud: 'a/b'",
                "', vertex_project: p, vertex_credentials: /no/file'   | vertex_credentials: is neither JSON nor a file",
                "', vertex_project: p, vertex_credentials: \"{\"'      | vertex_credentials: is no JSON of a Google account",
            })
    void whatIsWrongIsNamed(String params, String said) {
        assertThatThrownBy(() -> read(params, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(said);
    }
}
