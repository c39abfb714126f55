package io.callstream.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A form that the table of providers names has its dialect, and a new one is found by the row alone. */
class DialectFolderTest {
    /** Those of Vertex and Azure AI depend on the model: this one speaks OpenAI's on the one, Google's on the other. */
    private static final Map<String, String> BY_MODEL =
            Map.of("vertex", "gemini", "azure_ai", "openai", "azure", "openai");

    static Stream<String> wordsOfEveryForm() throws IOException {
        try (InputStream table = Deployment.class.getResourceAsStream("providers.txt")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split(" \\| "))
                            .collect(Collectors.toMap(cells -> cells[1], cells -> cells[0], (one, other) -> one))
                            .entrySet()
                            .stream()
                            .map(each -> each.getKey() + " " + each.getValue());
        }
    }

    @ParameterizedTest
    @MethodSource("wordsOfEveryForm")
    void everyFormOfTheTableHasItsDialect(String formAndWord) {
        String[] row = formAndWord.split(" ");
        Deployment deployment = CallRig.config("model_list: [{model_name: m, litellm_params: {model: " + row[1]
                        + "/gemini-2.5-flash, api_base: 'http://provider.example', api_key: k, vertex_project: p,"
                        + " aws_region_name: eu-west-1}}]")
                .deployments()
                .get(0);

        Dialect dialect = TestDialects.target(deployment).dialect(Operation.CHAT_COMPLETION);

        assertThat(dialect.form()).isEqualTo(BY_MODEL.getOrDefault(row[0], row[0]));
    }

    @Test
    void aFormIsMadeOnce() {
        DialectFolder folder = new DialectFolder();

        assertThat(folder.of("cohere")).isSameAs(folder.of("cohere"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "responses"}) // one without a folder, and one that has to be told something
    void aFormWithoutADialectIsNamed(String form) {
        String type = form.equals("nowhere") ? "NowhereDialect" : "ResponsesDialect";

        assertThatThrownBy(() -> new DialectFolder().of(form))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("providers.txt names the form '" + form
                        + "', whose dialect is expected to be io.callstream.gateway.dialect." + form + "." + type
                        + ", public, with a constructor that needs nothing");
    }
}
