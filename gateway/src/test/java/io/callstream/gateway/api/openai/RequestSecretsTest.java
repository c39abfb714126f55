package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.RequestChange;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.PromptFields;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a request is never recorded, and what it says about prompts that are kept elsewhere. */
class RequestSecretsTest {
    private final OpenAiApi api = new OpenAiApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "api_key":"sk"                                  | "sk"
            "api_key":"sk","aws_secret_access_key":"x","n":1 | "sk" "x"
            "my_password":{"a":1}                           | {"a":1}
            "langfuse_public_key":"pk","langfuse_host":"h"  | "pk"
            "humanloop_api_key":"k"                         | "k"
            "metadata":{"a":"b","api_key":"sk","tags":["t"]} | "sk"
            "metadata":{"langfuse_secret":"s","langfuse_host":"h"} | "s"
            "metadata":{"a":{"api_key":"sk"}}               | ``
            "temperature":1,"tools":[{"type":"function"}]   | ``
            """)
    void credentialsAreFoundByTheirNames(String fields, String secrets) throws InvalidRequestException {
        String body = "{\"model\":\"m\"," + fields + "}";
        List<String> found = new ArrayList<>();
        for (Range secret : RequestScan.of(Slice.of(body)).secrets()) {
            found.add(body.substring(secret.from(), secret.to()));
        }

        assertThat(String.join(" ", found)).isEqualTo(secrets);
    }

    @Test
    void theyMoveWithWhatIsPutBeforeThem() throws InvalidRequestException {
        ApiRequest read = api.read(
                Slice.of("{\"messages\":[],\"api_key\":\"hidden-1\",\"metadata\":{\"password\":\"hidden-2\"}}"), null);

        ApiRequest changed =
                api.change(read, new RequestChange("{\"role\":\"system\"}", Map.of(), Map.of(), null, null, null));

        assertThat(hidden(changed)).isEmpty();
    }

    /** Which of the hidden values are still in what is recorded, once the secrets are taken out. */
    private static List<String> hidden(ApiRequest request) {
        RequestInfo info = request.info(Operation.CHAT_COMPLETION);
        assertThat(info.body()).isNotNull();
        byte[] body = info.body().toBytes();
        for (Range secret : info.secrets()) {
            Arrays.fill(body, secret.from(), secret.to(), (byte) '*');
        }
        String recorded = new String(body, StandardCharsets.UTF_8)
                + (info.parameters() == null ? "" : info.parameters().text());
        return Stream.of("hidden-1", "hidden-2").filter(recorded::contains).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            "n":1                                                     | prompt_id           | none
            "prompt_id":"p"                                           | prompt_id           | "p"
            "prompt_id":7                                             | prompt_id           | 7
            "prompt_variables":{"a":1.50}                             | prompt_variables    | {"a":1.50}
            "langfuse_host":"h"                                       | langfuse_host       | "h"
            "metadata":{"langfuse_host":"h"}                          | langfuse_host       | "h"
            "metadata":{"langfuse_secret":"s"}                        | langfuse_secret     | "s"
            "langfuse_host":"own","metadata":{"langfuse_host":"h"}    | langfuse_host       | "own"
            "metadata":{"langfuse_host":"h"},"langfuse_host":"own"    | langfuse_host       | "own"
            "metadata":{"prompt_id":"p"}                              | prompt_id           | none
            """)
    void whatItSaysAboutAPromptIsReadFromItsTopElseFromItsMetadata(String fields, String name, @Nullable String value)
            throws InvalidRequestException {
        PromptFields prompt = RequestScan.of(Slice.of("{" + fields + "}")).promptFields();

        Slice said = prompt.get(name);
        assertThat(said == null ? null : said.text()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            "service_tier":"flex"            | flex
            "service_tier":"auto"            | none
            "service_tier":null              | none
            "n":1                            | none
            "service_tier":"flex","additional_drop_params":["service_tier"] | none
            """)
    void theTierIsTheOneThatIsAskedFor(String fields, @Nullable String tier) throws InvalidRequestException {
        assertThat(api.read(Slice.of("{\"model\":\"m\"," + fields + "}"), null).tier())
                .isEqualTo(tier);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            "temperature":0.50,"top_p":1                  | {"temperature":0.50,"top_p":1}
            "store":true                                  | {"store":true}
            "messages":[],"prompt":"a","input":"b","suffix":"c","query":"d","documents":[] | none
            "user":"u","stream":true,"tags":["a"],"metadata":{} | none
            "api_key":"sk","my_password":"p","n":1        | {"n":1}
            "something_new":null                          | {"something_new":null}
            "a b":1                                       | {"a b":1}
            """)
    void whatIsRecordedAsParametersIsNeitherTextNorSecretNorTheGateways(String fields, @Nullable String parameters)
            throws InvalidRequestException {
        Slice told =
                RequestScan.of(Slice.of("{\"model\":\"m\"," + fields + "}")).parameters();

        assertThat(told == null ? null : told.text()).isEqualTo(parameters);
    }
}
