package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.json.JsonText;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are made up of any text: what a client puts together of them is that text, and they are JSON. */
class MockedTextsTest {
    private static final String CONFIG = "model_list:\n" + CallRig.item("one", "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab\uD83C\uDFB5cd",
                "\uD83C\uDFB5\uD83C\uDFB5\uD83C\uDFB5",
                "a\uD83C\uDFB5",
                "e\u0301 \u2028 \u0000 \"\\",
                "ab",
                "a",
                "[1, 2]",
            })
    void piecesOfAStreamArePiecesOfCharacters(String text) throws Exception {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call("{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\","
                    + "\"content\":\"Hi\"}],\"mock_response\":" + JsonText.quoted(text) + "}");

            StringBuilder said = new StringBuilder();
            for (String line : client.content().split("\n")) {
                if (line.startsWith("data: {")) {
                    JsonValue.Obj chunk = (JsonValue.Obj) JsonValue.read(Slice.of(line.substring("data: ".length())));
                    JsonValue.Obj delta = ((JsonValue.Obj) chunk.list("choices").get(0)).object("delta");
                    said.append(delta.text("content") == null ? "" : delta.text("content"));
                }
            }
            assertThat(said).hasToString(text);
            assertThat(rig.lane().only(SuccessEvent.class).getResponseBody()).contains(JsonText.quoted(text));
        }
    }

    /** A text that is meant for chats is no vector. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0.5, -1]          | [0.5,-1]",
                "[1,                | [0.1,0.2,0.3]",
                "[1] and more       | [0.1,0.2,0.3]",
                "[]                 | [0.1,0.2,0.3]",
                "[1],\"x\":[2]      | [0.1,0.2,0.3]",
                "hello              | [0.1,0.2,0.3]",
                "{}                 | [0.1,0.2,0.3]",
            })
    void aVectorIsAListOrTheUsualOne(String response, String vector) throws Exception {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(
                    new OpenAiApi(),
                    "/v1/embeddings",
                    "{\"model\":\"m\",\"input\":\"Hi\",\"mock_response\":" + JsonText.quoted(response) + "}");

            JsonValue.Obj answer = (JsonValue.Obj) JsonValue.read(Slice.of(client.body()));
            assertThat(((JsonValue.Obj) answer.list("data").get(0)).get("embedding"))
                    .hasToString(vector);
        }
    }
}
