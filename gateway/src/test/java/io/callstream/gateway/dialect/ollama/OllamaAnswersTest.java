package io.callstream.gateway.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of Ollama's answers, whole and in lines. */
class OllamaAnswersTest {
    private static final DialectRig OLLAMA = DialectRig.of("model: ollama/llama3");
    private static final String MADE = "\"model\":\"llama3\",\"created_at\":\"2026-11-28T06:00:00.5Z\"";
    private static final Delta.Begin BEGIN = new Delta.Begin("chatcmpl-202611280600005", "llama3");

    private static String part(String message, String more) {
        return "{" + MADE + ",\"message\":{\"role\":\"assistant\"," + message + "}" + more + "}\n";
    }

    @Test
    void anAnswerIsRead() {
        String message =
                "\"content\":\"Hi\",\"thinking\":\"Hm\",\"tool_calls\":[{\"function\":{\"name\":\"look\",\"arguments\":{\"at\":1}}},"
                        + "{\"id\":\"own\",\"function\":{\"name\":\"now\"}},{\"id\":\"\",\"function\":{\"name\":\"now\"}},{},7]";

        assertThat(OLLAMA.answer(
                        200,
                        part(
                                message,
                                ",\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":3,\"eval_count\":4")))
                .containsExactly(
                        BEGIN,
                        new Delta.Reasoning("Hm"),
                        new Delta.Text("Hi"),
                        new Delta.ToolCall(0, "call_202611280600005_0", "look", "{\"at\":1}"),
                        new Delta.ToolCall(1, "own", "now", "{}"),
                        new Delta.ToolCall(2, "call_202611280600005_2", "now", "{}"),
                        new Delta.Finish("tool_calls"),
                        new Delta.Tokens(3, 4));
    }

    @ParameterizedTest
    @CsvSource({"stop, stop", "length, length", "load, stop", "brand_new, stop"})
    void anAnswerEndsInOpenAisWords(String said, String reason) {
        assertThat(OLLAMA.answer(200, "{\"message\":{},\"done\":true,\"done_reason\":\"" + said + "\"}"))
                .containsExactly(
                        new Delta.Begin("chatcmpl-ollama", ""), new Delta.Finish(reason), new Delta.Tokens(0, 0));
    }

    @Test
    void aStreamIsReadLineByLine() {
        assertThat(OLLAMA.stream(
                        part("\"content\":\"\",\"thinking\":\"Hm\"", ",\"done\":false"),
                        part("\"content\":\"He\",\"thinking\":\"\"", ""),
                        "\n",
                        part("\"content\":\"llo\"", ",\"done\":true,\"done_reason\":\"length\",\"eval_count\":4"),
                        part("\"content\":\"\"", ",\"done\":true")))
                .containsExactly(
                        BEGIN,
                        new Delta.Reasoning("Hm"),
                        new Delta.Text("He"),
                        new Delta.Text("llo"),
                        new Delta.Finish("length"),
                        new Delta.Tokens(0, 4));
    }

    @Test
    void aStreamThatIsNotDoneIsBroken() {
        assertThat(OLLAMA.stream(part("\"content\":\"Hi\"", ",\"done\":false")))
                .endsWith(new Delta.Text("Hi"), Delta.Failure.unfinished());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"error":"no such luck"} | no such luck
            {"error":{"code":1}}     | The provider says no more than that it failed.
            """)
    void anErrorIsTheEnd(String error, String message) {
        assertThat(OLLAMA.stream(
                        part("\"content\":\"Hi\"", ""), error + "\n", part("\"content\":\"late\"", ",\"done\":true")))
                .containsExactly(BEGIN, new Delta.Text("Hi"), new Delta.Failure(500, message));
        assertThat(OLLAMA.answer(200, error)).containsExactly(new Delta.Failure(500, message));
    }

    @Test
    void anErrorHasItsStatusAndWordsAlsoInThePlaceOfAStream() {
        assertThat(OLLAMA.answer(404, "{\"error\":\"model 'x' not found\"}"))
                .containsExactly(new Delta.Failure(404, "model 'x' not found"));
        assertThat(DialectRig.read(OLLAMA.dialect().reader(404, true), "{\"error\":\"model 'x' not found\"}"))
                .containsExactly(new Delta.Failure(404, "model 'x' not found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]\n", "7\n", "{\"message\":\n"})
    void aLineThatIsNoObjectIsTheEnd(String line) {
        assertThat(OLLAMA.stream(line, part("\"content\":\"late\"", ",\"done\":true")))
                .containsExactly(new Delta.Failure(502, "The provider sent a line that is no JSON object."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "{\"message\":\"a\"}", "no JSON"})
    void whatIsNoAnswerIsToldAsItStands(String odd) {
        assertThat(OLLAMA.answer(200, odd))
                .containsExactly(new Delta.Failure(
                        502,
                        "What the provider answered is no chat response of Ollama's: " + odd,
                        GatewayError.PROVIDER_PROTOCOL));
    }

    @Test
    void eventsHoldAStreamAsAList() {
        assertThat(OLLAMA.dialect()
                        .streamAsJson(Slice.of("{\"a\":1}\n\n{\"b\":2}\nhalf{"))
                        .text())
                .isEqualTo("[{\"a\":1},{\"b\":2},\"half{\"]");
        assertThat(OLLAMA.dialect().streamsEvents()).isFalse();
    }

    @Test
    void embeddingsAreReadInTheirOrder() {
        List<Delta> deltas = OLLAMA.embeddings(200, "{\"embeddings\":[[0.5],7,[2]],\"prompt_eval_count\":3}");

        assertThat(DialectRig.of(Delta.Embedding.class, deltas))
                .extracting(each -> each.index() + each.vector().toString())
                .containsExactly("0[0.5]", "1[2]");
        assertThat(deltas).endsWith(new Delta.Tokens(3, 0));
        assertThat(OLLAMA.embeddings(200, "{\"embeddings\":[]}")).isEmpty();
        assertThat(OLLAMA.embeddings(200, "{\"error\":\"no such luck\"}"))
                .containsExactly(new Delta.Failure(500, "no such luck"));
        assertThat(DialectRig.of(Delta.Failure.class, OLLAMA.embeddings(200, "{\"embedding\":[1]}")))
                .extracting(Delta.Failure::message)
                .containsExactly("What the provider answered is no list of Ollama's embeddings: {\"embedding\":[1]}");
    }
}
