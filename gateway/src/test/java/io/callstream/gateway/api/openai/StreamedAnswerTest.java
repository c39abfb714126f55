package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.Written;
import io.callstream.gateway.odd.OddJson;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plain answer that was kept, or made up, as the stream that a client asked for. */
class StreamedAnswerTest {
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}";

    @Test
    void eachChoiceIsAChunkAndItsEndAnother() {
        assertThat(streamed(
                        "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":7,\"model\":\"m\",\"choices\":[{\"index\":0,"
                                + "\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                                + USAGE + ",\"system_fingerprint\":\"f\"}",
                        true))
                .containsExactlyElementsOf(Written.lines("""
                        {"id":"c1","object":"chat.completion.chunk","created":7,"model":"m","system_fingerprint":"f","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"logprobs":null,"finish_reason":null}]}
                        {"id":"c1","object":"chat.completion.chunk","created":7,"model":"m","system_fingerprint":"f","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}
                        {"id":"c1","object":"chat.completion.chunk","created":7,"model":"m","system_fingerprint":"f","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}
                        [DONE]
                        """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"choices":[],"usage":{"a":1}}                 | false | [DONE]
            {"choices":[],"usage":{"a":1}}                 | true  | {"choices":[],"usage":{"a":1}} [DONE]
            {"choices":[]}                                 | true  | [DONE]
            {"usage":{"a":1},"id":"c","choices":[]}        | true  | {"id":"c","choices":[],"usage":{"a":1}} [DONE]
            {"choices":[{"message":{}}]}                   | false | {"choices":[{"index":0,"delta":{},"finish_reason":null}]} {"choices":[{"index":0,"delta":{},"finish_reason":null}]} [DONE]
            {"choices":[{"message":{"content":"a"}},{"message":{"content":"b"}}]} | false | {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]} {"choices":[{"index":0,"delta":{},"finish_reason":null}]} {"choices":[{"index":1,"delta":{"content":"b"},"finish_reason":null}]} {"choices":[{"index":1,"delta":{},"finish_reason":null}]} [DONE]
            {"choices":[{"index":3,"message":{"content":"a"},"finish_reason":"length"}]} | false | {"choices":[{"index":3,"delta":{"content":"a"},"finish_reason":null}]} {"choices":[{"index":3,"delta":{},"finish_reason":"length"}]} [DONE]
            {"object":"text_completion","choices":[{"text":"a","index":0,"logprobs":null,"finish_reason":"stop"}]} | false | {"object":"text_completion","choices":[{"index":0,"text":"a","logprobs":null,"finish_reason":"stop"}]} [DONE]
            {"choices":[{"message":{"tool_calls":[{"id":"c","function":{}},{"id":"d"}]}}]} | false | {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","function":{}},{"index":1,"id":"d"}]},"finish_reason":null}]} {"choices":[{"index":0,"delta":{},"finish_reason":null}]} [DONE]
            {"choices":[{"message":{"tool_calls":[{"index":4,"id":"c"},{},7]}}]} | false | {"choices":[{"index":0,"delta":{"tool_calls":[{"index":4,"id":"c"},{"index":1},7]},"finish_reason":null}]} {"choices":[{"index":0,"delta":{},"finish_reason":null}]} [DONE]
            {"choices":[{"message":{"tool_calls":null}}]}  | false | {"choices":[{"index":0,"delta":{"tool_calls":null},"finish_reason":null}]} {"choices":[{"index":0,"delta":{},"finish_reason":null}]} [DONE]
            {"choices":[{"message":{"content":"a\\nb"},"x":[1]}]} | false | {"choices":[{"index":0,"delta":{"content":"a\\nb"},"x":[1],"finish_reason":null}]} {"choices":[{"index":0,"delta":{},"finish_reason":null}]} [DONE]
            """)
    void whatIsInAnAnswerIsInItsStream(String answer, boolean usage, String chunks) {
        assertThat(String.join(" ", streamed(answer, usage))).isEqualTo(chunks);
    }

    @Test
    void anAnswerOverManyLinesIsOneLineAChunk() {
        assertThat(streamed(
                        "{\r\n \"id\" : \"c\",\n \"choices\" : [ {\n\"message\" : {\r\n\"content\" : \"a\" } } ]\n}\n",
                        false))
                .hasSize(3)
                .allMatch(chunk -> chunk.indexOf('\n') < 0)
                .first()
                .asString()
                .contains("\"delta\":{\"content\":\"a\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"choices\":{}}",
                "{\"choices\":null}",
                "{\"data\":[]}",
                "{\"choices\":[7]}",
                "{\"choices\":[{\"message\":\"a\"}]}",
                "{\"choices\":[{\"message\":null}]}",
                "{\"choices\":[",
                "<html>",
            })
    void whatIsNoAnswerWithChoicesCannotBeStreamed(String answer) {
        assertThat(StreamedAnswer.of(Slice.of(answer), true)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":7,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":"
                        + "{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]," + USAGE + "}",
                "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":7,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":"
                        + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":"
                        + "{\"name\":\"f\",\"arguments\":\"{}\"}},{\"id\":\"b\",\"type\":\"function\",\"function\":{\"name\":\"g\","
                        + "\"arguments\":\"\"}}]},\"finish_reason\":\"tool_calls\"},{\"index\":1,\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"\",\"refusal\":\"No.\"},\"finish_reason\":\"stop\"}]," + USAGE + "}",
                "{\"id\":\"c1\",\"object\":\"text_completion\",\"created\":7,\"model\":\"m\",\"choices\":[{\"index\":0,\"text\":\"Hi\","
                        + "\"logprobs\":null,\"finish_reason\":\"length\"}]," + USAGE + "}",
            })
    void whatIsPutTogetherFromTheStreamIsTheAnswer(String answer) {
        StreamAssembler assembler = new StreamAssembler();

        for (String chunk : streamed(answer, true)) {
            if (!chunk.equals("[DONE]")) {
                assembler.accept(Slice.of(chunk));
            }
        }

        Slice together = assembler.response();
        assertThat(together).isNotNull();
        assertThat(OddJson.read(together.text())).isEqualTo(OddJson.read(answer));
    }

    @Test
    void noOddAnswerBreaksIt() {
        JsonValue answer = OddJson.read(
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\",\"tool_calls\":[{\"id\":\"b\"}]},"
                        + "\"finish_reason\":\"stop\"}],\"usage\":{\"a\":1},\"object\":\"chat.completion\"}");
        for (OddJson.Variant odd : OddJson.some(answer, 15, 4)) {
            byte[] stream = StreamedAnswer.of(odd.slice(), true);
            if (stream != null) {
                List<String> chunks = Written.events(new String(stream, StandardCharsets.UTF_8));
                assertThat(chunks.get(chunks.size() - 1)).as("%s", odd).isEqualTo("[DONE]");
                chunks.subList(0, chunks.size() - 1).forEach(OddJson::read);
            }
        }
    }

    private static List<String> streamed(String answer, boolean usage) {
        byte[] stream = StreamedAnswer.of(Slice.of(answer), usage);
        assertThat(stream).isNotNull();
        return Written.events(new String(stream, StandardCharsets.UTF_8));
    }
}
