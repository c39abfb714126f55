package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.RequestChange;
import io.callstream.gateway.event.PromptFacts;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a step before the provider has changed. */
class ChangedRequestTest {
    private static final PromptFacts PROMPT = new PromptFacts("langfuse", "p", "1");
    private final OpenAiApi api = new OpenAiApi();

    private ApiRequest read(String body) throws InvalidRequestException {
        return api.read(Slice.of(body), null);
    }

    private static String body(ApiRequest request) {
        RequestInfo info = request.info(Operation.CHAT_COMPLETION);
        assertThat(info.body()).isNotNull();
        return info.body().text();
    }

    private static RequestChange change(String messages, Map<String, String> fields, Map<String, String> defaults) {
        return new RequestChange(messages, fields, defaults, "other", "named", PROMPT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\u0001',
            value = {
                "{\"messages\":[{\"role\":\"user\"}],\"n\":1};{\"messages\":[{},{\"role\":\"user\"}],\"n\":1}",
                "{\"a\":1,\"messages\":[ ] };{\"a\":1,\"messages\":[{} ] }",
                "{\"messages\":null};{\"messages\":[{}]}",
                "{};{\"messages\":[{}]}",
                "{ \"a\" : 1 };{\"a\" : 1,\"messages\":[{}]}"
            })
    void messagesComeFirst(String before, String after) throws Exception {
        assertThat(body(api.change(read(before), change("{}", Map.of(), Map.of()))))
                .isEqualTo(after);
    }

    /** Nothing of it is read again, so that what was found before has to stand where it stands now. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}],\"prompt_id\":\"p\",\"n\":1}",
                "{\"messages\":[ ],\"model\":\"m\",\"stream\":true,\"tags\":[\"a\"],\"timeout\":3}",
                "{\"messages\":[{}],\"stream\":true,\"stream_options\":{\"include_usage\":false},\"model\":\"m\"}",
                "{\"stream\":true,\"stream_options\":{\"a\":1},\"prompt_id\":\"p\",\"messages\":[],\"model\":\"m\"}",
                "{\"messages\":[{\"a\":\"ä\"}],\"langfuse_secret\":\"s\",\"metadata\":{\"api_key\":\"k\",\"a\":\"b\"},\"store\":true}",
                "{\"stream\":true,\"messages\":[{}],\"additional_drop_params\":[\"seed\"],\"seed\":1,\"stream_options\":null}",
                "{\"messages\":[{}],\"cache\":{\"ttl\":1},\"user\":\"u\" }"
            })
    void isReadAsIfItHadComeSo(String before) throws Exception {
        RequestChange change =
                new RequestChange("{\"role\":\"system\",\"content\":\"ß\"}", Map.of(), Map.of(), null, null, null);
        OpenAiRequest changed = (OpenAiRequest) api.change(read(before), change);
        OpenAiRequest anew = (OpenAiRequest) read(body(changed));
        assertThat(changed.scan())
                .usingRecursiveComparison()
                .ignoringFields("shift", "fields")
                .isEqualTo(anew.scan());
        for (boolean asks : new boolean[] {true, false}) {
            for (RequestScan.Cut cut : RequestScan.Cut.values()) {
                assertThat(forProvider(changed, asks, cut)).isEqualTo(forProvider(anew, asks, cut));
            }
        }
        assertThat(changed.scan().secrets()).isEqualTo(anew.scan().secrets());
        assertThat(changed.scan().ownFields()).isEqualTo(anew.scan().ownFields());
        assertThat(parameters(changed)).isEqualTo(parameters(anew));
        assertThat(changed.promptTokens())
                .isBetween(anew.promptTokens(), anew.promptTokens() + 1); // each part rounded up
    }

    private static String parameters(ApiRequest request) {
        Slice parameters = request.info(Operation.CHAT_COMPLETION).parameters();
        return parameters == null ? "none" : parameters.text();
    }

    private static String forProvider(OpenAiRequest request, boolean asksUsage, RequestScan.Cut cut) {
        byte[] model = "\"gpt\"".getBytes(StandardCharsets.UTF_8);
        return new String(
                RequestPatch.of(request.body(), request.scan(), model, asksUsage, cut)
                        .toBytes(),
                StandardCharsets.UTF_8);
    }

    @Test
    void fieldsTakeTheClientsPlaceAndDefaultsDoNot() throws Exception {
        ApiRequest changed = api.change(
                read("{\"max_completion_tokens\":9,\"top_p\":1,\"seed\":3}"),
                change("", Map.of("max_tokens", "5", "stop", "[\"a\"]"), Map.of("top_p", "0", "n", "2")));
        assertThat(body(changed)).isEqualTo("{\"top_p\":1,\"seed\":3,\"max_tokens\":5,\"stop\":[\"a\"],\"n\":2}");
    }

    @Test
    void eventsSayWhatWasAskedForAndWhatItBecame() throws Exception {
        String sent = "{\"model\":\"m\",\"messages\":[]}";
        ApiRequest changed = api.change(read(sent), change("{}", Map.of(), Map.of()));
        assertThat(changed.model()).isEqualTo("other");
        assertThat(changed.providerModel()).isEqualTo("named");
        RequestInfo info = changed.info(Operation.CHAT_COMPLETION);
        assertThat(info.modelGroup()).isEqualTo("m");
        assertThat(info.bodyBytes()).isEqualTo(sent.length());
        assertThat(info.prompt()).isEqualTo(PROMPT);
    }

    @Test
    void whatAHookEditsKeepsItsPrompt() throws Exception {
        ApiRequest changed = api.change(read("{\"model\":\"m\",\"messages\":[]}"), change("{}", Map.of(), Map.of()));
        ApiRequest edited = api.readAgain(changed, Slice.of("{\"model\":\"m\",\"messages\":[{},{}]}"), "other");
        assertThat(edited.model()).isEqualTo("other");
        assertThat(edited.providerModel()).isEqualTo("named");
        assertThat(edited.info(Operation.CHAT_COMPLETION).prompt()).isEqualTo(PROMPT);

        ApiRequest elsewhere = api.readAgain(changed, Slice.of("{\"model\":\"x\",\"messages\":[{}]}"), "x");
        assertThat(elsewhere.model()).isEqualTo("x");
        assertThat(elsewhere.providerModel()).isNull();
    }

    @Test
    void messagesThatAreNoListAreRefused() {
        assertThatThrownBy(() -> api.change(read("{\"messages\":\"a\"}"), change("{}", Map.of(), Map.of())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("messages");
    }
}
