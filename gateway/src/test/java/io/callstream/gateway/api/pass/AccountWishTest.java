package io.callstream.gateway.api.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.ProviderChoice;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose files and batches a request means, in LiteLLM's ways, and what of it goes on. */
class AccountWishTest {
    private static final PlacedId FILE = new PlacedId("file-1", "group", "d-1");
    private static final String PLACED = FILE.text(false);

    private final ResourceApi api = new ResourceApi(new OpenAiApi(), List.of("azure"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", emptyValue = "", textBlock = """
            {"a":1}                                     | ``                 | ``           | {"a":1}  | none | none
            {"a":1,"model":"m"}                         | ``                 | ``           | {"a":1}  | m    | none
            {"a":1,"model":" m "}                       | ``                 | ``           | {"a":1}  | m    | none
            {"a":1,"model":""}                          | model=q            | ``           | {"a":1}  | q    | none
            {"a":1,"model":"m"}                         | model=q            | x-litellm-model=h | {"a":1} | m | none
            {"a":1}                                     | model=q            | x-litellm-model=h | {"a":1} | q | none
            {"a":1}                                     | ``                 | x-litellm-model=h | {"a":1} | h | none
            {"a":1,"target_model_names":"m, n"}         | ``                 | ``           | {"a":1}  | m    | none
            {"a":1,"target_model_names":"m","model":"o"} | ``                | ``           | {"a":1}  | o    | none
            {"a":1}                                     | target_model_names=m%2Cn | ``     | {"a":1}  | m    | none
            {"a":1,"custom_llm_provider":"azure"}       | ``                 | ``           | {"a":1}  | none | azure
            {"a":1}                                     | provider=azure     | ``           | {"a":1}  | none | azure
            {"a":1}                                     | custom_llm_provider=azure&provider=x | `` | {"a":1} | none | azure
            {"a":1}                                     | ``                 | custom-llm-provider=azure | {"a":1} | none | azure
            {"a":1,"custom_llm_provider":"azure"}       | provider=x         | custom-llm-provider=y | {"a":1} | none | azure
            {"a":1,"target_storage":"s","custom_storage":"t"} | ``           | ``           | {"a":1}  | none | none
            {"a":1,"model":7}                           | model=%zz          | ``           | {"a":1}  | none | none
            """)
    void bodyQueryAndHeaderSayItInThisOrderAndKeepItHere(
            String body, String query, String header, String left, @Nullable String model, @Nullable String provider)
            throws Exception {
        PassedRequest read = read("POST", "/v1/batches", query, body, header);

        assertThat(sent(read)).isEqualTo(left);
        assertThat(read.model()).isEqualTo(model);
        assertThat(read.choice()).isEqualTo(new ProviderChoice.Account(provider, null));
        assertThat(read.place().query()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                       | ``
            limit=2                  | limit=2
            limit=2&model=m&order=asc | limit=2&order=asc
            &&limit=2&               | limit=2
            after=file-9             | after=file-9
            after=                   | after=
            after                    | after
            a=%zz                    | a=%zz
            models=m                 | models=m
            """)
    void theRestOfTheQueryGoesOnAsItCame(String query, String left) throws Exception {
        assertThat(read("GET", "/v1/files", query, "", "").place().query()).isEqualTo(left);
    }

    @Test
    void thePathSaysWhoseItIsAfterAllOthers() throws Exception {
        assertThat(read("GET", "/azure/v1/files", "", "", "").choice())
                .isEqualTo(new ProviderChoice.Account("azure", null));
        assertThat(read("GET", "/azure/v1/files", "provider=openai", "", "").choice())
                .isEqualTo(new ProviderChoice.Account("openai", null));
    }

    @Test
    void anIdThatSaysWhereItLiesCountsBeforeAllOthers() throws Exception {
        PassedRequest read = read("GET", "/v1/files/" + PLACED + "/content", "model=other", "", "");

        assertThat(read.place().rest()).isEqualTo("/file-1/content");
        assertThat(read.model()).isEqualTo("group");
        assertThat(read.deployment()).isEqualTo("d-1");
        assertThat(read("GET", "/v1/files/" + PLACED, "", "", "").place().rest())
                .isEqualTo("/file-1");
    }

    @Test
    void aProvidersOwnIdStaysWhatItIs() throws Exception {
        PassedRequest read = read("GET", "/v1/files/file-1/content", "", "", "");

        assertThat(read.place().rest()).isEqualTo("/file-1/content");
        assertThat(read.model()).isNull();
        assertThat(read.deployment()).isNull();
    }

    @Test
    void theFileOfABatchSaysWhereThatIsMade() throws Exception {
        PassedRequest read = read(
                "POST",
                "/v1/batches",
                "",
                "{\"input_file_id\":\"" + PLACED + "\",\"endpoint\":\"/v1/chat/completions\",\"model\":\"other\"}",
                "");

        assertThat(sent(read)).isEqualTo("{\"input_file_id\":\"file-1\",\"endpoint\":\"/v1/chat/completions\"}");
        assertThat(read.model()).isEqualTo("group");
        assertThat(read.deployment()).isEqualTo("d-1");
    }

    @Test
    void thePlaceBehindWhichAListGoesOnIsTheProvidersOwn() throws Exception {
        PassedRequest read = read("GET", "/v1/files", "limit=2&after=" + PLACED, "", "");

        assertThat(read.place().query()).isEqualTo("limit=2&after=file-1");
        assertThat(read.model()).isEqualTo("group");
    }

    @Test
    void bytesThatSayNothingToTheGatewayStayAsTheyCame() throws Exception {
        assertThat(sent(read("POST", "/v1/batches", "", "{ \"a\" : 1.50 , \"input_file_id\":\"file-1\"}", "")))
                .isEqualTo("{ \"a\" : 1.50 , \"input_file_id\":\"file-1\"}");
    }

    @Test
    void aFormSaysItInItsFields() throws Exception {
        String form =
                part("purpose", "batch") + part("target_model_names", "m,n") + part("custom_llm_provider", "azure")
                        + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"model\"\r\n\r\nbytes\r\n--b--\r\n";

        PassedRequest read = read("POST", "/v1/files", "", form, "content-type=multipart/form-data; boundary=b");

        assertThat(read.model()).isEqualTo("m");
        assertThat(read.choice()).isEqualTo(new ProviderChoice.Account("azure", null));
        assertThat(sent(read))
                .contains("name=\"purpose\"", "bytes")
                .doesNotContain("target_model_names", "custom_llm_provider");
        assertThat(read.content().recorded()).isNotNull();
        assertThat(read.content().recorded().text())
                .contains("\"purpose\":\"batch\"")
                .doesNotContain("bytes\"]");
    }

    private static String part(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]         | Invalid 'body': expected a JSON object or a form.
            "a"         | Invalid 'body': expected a JSON object or a form.
            {"a":       | The request body is not valid JSON: expected a value at byte 5.
            """)
    void aBodyIsAnObjectOrAForm(String body, String message) {
        assertThatThrownBy(() -> read("POST", "/v1/batches", "", body, ""))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    private PassedRequest read(String method, String path, String query, String body, String header)
            throws InvalidRequestException {
        Endpoint endpoint = api.find(method, path, query);
        assertThat(endpoint).isNotNull();
        Map<String, String> headers = new HashMap<>();
        if (!header.isEmpty()) {
            headers.put(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1));
        }
        return (PassedRequest) api.read(endpoint, Slice.of(body), name -> headers.get(name.toString()));
    }

    private static String sent(PassedRequest read) {
        return new String(read.forward(ModelName.of("")).body().toBytes(), StandardCharsets.UTF_8);
    }
}
