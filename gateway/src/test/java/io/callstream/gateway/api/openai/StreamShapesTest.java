package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.ChunkFacts;
import io.callstream.gateway.odd.OddJson;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two deltas of a stream, and the message that they make: what grows, what is said once, what replaces, what is put together by its index. */
class StreamShapesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"content":"a"}                    | {"content":"b"}                     | {"content":"ab"}
            {"content":"a"}                    | {"content":"a"}                     | {"content":"aa"}
            {"content":"12345678"}             | {"content":"12345678"}              | {"content":"1234567812345678"}
            {"content":"\\u00e9\\n"}           | {"content":"\\"\\\\"}               | {"content":"\\u00e9\\n\\"\\\\"}
            {"content":null}                   | {"content":"b"}                     | {"content":"b"}
            {"content":"a"}                    | {"content":null}                    | {"content":"a"}
            {"content":""}                     | {"content":""}                      | {"content":""}
            {"content":null}                   | {"content":null}                    | {"content":null}
            {"refusal":"No"}                   | {"refusal":"."}                     | {"refusal":"No."}
            {"reasoning_content":"a"}          | {"reasoning_content":"b"}           | {"reasoning_content":"ab"}
            {"reasoning":"a"}                  | {"reasoning":"b"}                   | {"reasoning":"ab"}
            {"role":"assistant"}               | {"role":"assistant"}                | {"role":"assistant"}
            {"role":"assistant"}               | {"role":""}                         | {"role":"assistant"}
            {"role":""}                        | {"role":"assistant"}                | {"role":"assistant"}
            {"role":"assistant"}               | {"role":"tool"}                     | {"role":"tool"}
            {"unknown":"abc"}                  | {"unknown":"def"}                   | {"unknown":"abcdef"}
            {"unknown":"a constant"}           | {"unknown":"a constant"}            | {"unknown":"a constant"}
            {"unknown":"short"}                | {"unknown":"short"}                 | {"unknown":"shortshort"}
            {"unknown":"1234567"}              | {"unknown":"1234567"}               | {"unknown":"12345671234567"}
            {"unknown":"12345678"}             | {"unknown":"12345678"}              | {"unknown":"12345678"}
            {"n":1}                            | {"n":2}                             | {"n":2}
            {"n":1}                            | {"n":0}                             | {"n":1}
            {"n":1}                            | {"n":0.0}                           | {"n":1}
            {"n":0}                            | {"n":2}                             | {"n":2}
            {"n":0}                            | {"n":0}                             | {"n":0}
            {"n":true}                         | {"n":false}                         | {"n":false}
            {"o":{"a":"x","b":1}}              | {"o":{"a":"y","c":2}}               | {"o":{"a":"xy","b":1,"c":2}}
            {"o":{"id":"x"}}                   | {"o":{"id":"y"}}                    | {"o":{"id":"y"}}
            {"o":null}                         | {"o":{"a":1}}                       | {"o":{"a":1}}
            {"o":{"a":1}}                      | {"o":null}                          | {"o":{"a":1}}
            {"o":{"a":1}}                      | {"o":7}                             | {"o":7}
            {"o":7}                            | {"o":{"a":1}}                       | {"o":{"a":1}}
            {"l":[1]}                          | {"l":[2,3]}                         | {"l":[1,2,3]}
            {"l":[]}                           | {"l":[]}                            | {"l":[]}
            {"l":[{"a":1}]}                    | {"l":[{"a":2}]}                     | {"l":[{"a":1},{"a":2}]}
            {"l":[{"index":0,"text":"a"}]}     | {"l":[{"index":0,"text":"b"}]}      | {"l":[{"text":"ab"}]}
            {"l":[{"index":1,"text":"a"}]}     | {"l":[{"index":0,"text":"b"}]}      | {"l":[{"text":"b"},{"text":"a"}]}
            {"l":[{"index":-1,"text":"a"}]}    | {"l":[{"index":-1,"text":"b"}]}     | {"l":[{"index":-1,"text":"a"},{"index":-1,"text":"b"}]}
            {"l":[{"index":4096,"a":1}]}       | {"l":[{"index":4096,"a":2}]}        | {"l":[{"index":4096,"a":1},{"index":4096,"a":2}]}
            {"l":[{"index":4095,"a":1}]}       | {"l":[{"index":4095,"a":2}]}        | {"l":[{"a":2}]}
            {"l":[{"index":1.5,"a":1}]}        | {"l":[{"index":"0","a":2}]}         | {"l":[{"index":1.5,"a":1},{"index":"0","a":2}]}
            {"l":[[1]]}                        | {"l":[[2]]}                         | {"l":[[1],[2]]}
            {"l":[{"index":0,"l":[{"index":0,"text":"a"}]}]} | {"l":[{"index":0,"l":[{"index":0,"text":"b"}]}]} | {"l":[{"l":[{"text":"ab"}]}]}
            {"tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":"{"}}]} | {"tool_calls":[{"index":0,"function":{"arguments":"}"}}]} | {"tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]}
            {"tool_calls":[{"id":"c","function":{"arguments":"{"}}]} | {"tool_calls":[{"function":{"arguments":"}"}}]} | {"tool_calls":[{"id":"c","function":{"arguments":"{}"}}]}
            {"tool_calls":[{"index":0,"id":"c"}]} | {"tool_calls":[{"index":0,"id":"d"}]} | {"tool_calls":[{"id":"c"},{"id":"d"}]}
            {"tool_calls":[{"index":0,"id":"c","function":{"arguments":"1"}},{"index":1,"id":"d","function":{"arguments":"2"}}]} | {"tool_calls":[{"index":1,"function":{"arguments":"3"}},{"index":0,"function":{"arguments":"4"}}]} | {"tool_calls":[{"id":"c","function":{"arguments":"14"}},{"id":"d","function":{"arguments":"23"}}]}
            {"tool_calls":[{"index":0,"id":"c","function":{"name":"f"}}]} | {"tool_calls":[{"index":0,"id":"","function":{"name":""}}]} | {"tool_calls":[{"id":"c","function":{"name":"f"}}]}
            {"tool_calls":null}                | {"tool_calls":[{"index":0,"id":"c"}]} | {"tool_calls":[{"id":"c"}]}
            """)
    void twoDeltasMakeAMessage(String first, String second, String message) {
        StreamAssembler assembler = new StreamAssembler();
        assembler.accept(chunk(first));
        assembler.accept(chunk(second));

        assertThat(message(assembler)).isEqualTo(whole(message));
    }

    /** A chunk that is like the last one but for its texts is not read; it makes the same. */
    @ParameterizedTest
    @CsvSource({"1", "2", "7", "100"})
    void theSameChunkManyTimesGrowsItsTextEachTime(int times) {
        StreamAssembler assembler = new StreamAssembler();
        for (int i = 0; i < times; i++) {
            assembler.accept(chunk("{\"content\":\"ab\",\"reasoning_content\":\"\"}"));
        }

        assertThat(message(assembler))
                .isEqualTo(whole("{\"content\":\"" + "ab".repeat(times) + "\",\"reasoning_content\":\"\"}"));
    }

    private static JsonValue whole(String message) {
        JsonValue.Obj said = (JsonValue.Obj) OddJson.read(message);
        Map<String, JsonValue> fields = new LinkedHashMap<>(said.fields());
        fields.putIfAbsent("role", new JsonValue.Text("assistant"));
        fields.putIfAbsent("content", JsonValue.NULL);
        return new JsonValue.Obj(fields);
    }

    @Test
    void objectsOfManyFieldsArePutTogetherInAnyOrder() {
        StreamAssembler assembler = new StreamAssembler();
        assembler.accept(chunk("{\"o\":{" + numbered(0, 100, 1) + "}}"));
        assembler.accept(chunk("{\"o\":{" + numbered(99, -1, -1) + "}}"));
        assembler.accept(chunk("{\"o\":{" + numbered(50, 120, 1) + "}}"));

        JsonValue.Obj object = ((JsonValue.Obj) message(assembler)).object("o");

        assertThat(object).isNotNull();
        assertThat(object.fields()).hasSize(120);
        assertThat(object.fields().keySet()).first().isEqualTo("text0");
        assertThat(object.text("text7")).isEqualTo("7.7.");
        assertThat(object.text("text60")).isEqualTo("60.60.60.");
        assertThat(object.text("text119")).isEqualTo("119.");
    }

    private static String numbered(int from, int to, int step) {
        return IntStream.iterate(from, i -> i != to, i -> i + step)
                .mapToObj(i -> "\"text" + i + "\":\"" + i + ".\"")
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"choices":[{"delta":{"content":"a"}}]}                        | CONTENT    | none
            {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}    | CONTENT    | stop
            {"choices":[{"index":1,"delta":{},"finish_reason":"stop"}]}    | CONTENT    | none
            {"choices":[{"index":0,"delta":{},"finish_reason":""}]}        | CONTENT    | none
            {"choices":[],"usage":{"prompt_tokens":1}}                     | USAGE_ONLY | none
            {"usage":{"prompt_tokens":1}}                                  | USAGE_ONLY | none
            {"choices":[{"delta":{}}],"usage":{"prompt_tokens":1}}         | CONTENT    | none
            {"choices":[],"usage":null}                                    | CONTENT    | none
            {"choices":null,"usage":{"a":1}}                               | USAGE_ONLY | none
            {}                                                             | CONTENT    | none
            []                                                             | UNREADABLE | none
            "a"                                                            | UNREADABLE | none
            {"choices":[{"delta":{"content":"a"}}                          | UNREADABLE | none
            {"choices":[{"delta":{"content":"a"}}]}}                       | UNREADABLE | none
            """)
    void aChunkIsForSomething(String chunk, ChunkFacts.Kind kind, @Nullable String finish) {
        ChunkFacts facts = new StreamAssembler().accept(Slice.of(chunk));

        assertThat(facts.kind()).isEqualTo(kind);
        assertThat(facts.finishReason()).isEqualTo(finish);
    }

    @Test
    void whatIsForgottenIsLongOrStandsInTheChoices() {
        StreamAssembler assembler = new StreamAssembler();
        assembler.accept(Slice.of("{\"id\":\"c\",\"long\":\"" + "x".repeat(5_000)
                + "\",\"choices\":[{\"delta\":{\"content\":\"secret\"}}]," + "\"usage\":{\"prompt_tokens\":3}}"));
        long before = assembler.weight();

        assembler.forget();
        assembler.accept(chunk("{\"content\":\"later\"}"));

        assertThat(assembler.weight()).isLessThan(before);
        assertThat(assembler.scan().id()).isEqualTo("c");
        assertThat(assembler.scan().usage()).isNotNull();
        Slice response = assembler.response();
        assertThat(response).isNotNull();
        assertThat(response.text()).contains("later").doesNotContain("secret", "xxx");
    }

    @Test
    void choicesThatNameNoIndexAreKnownByTheirPlaces() {
        StreamAssembler assembler = new StreamAssembler();
        Slice chunk = Slice.of("{\"choices\":[{\"delta\":{\"content\":\"a\"}},{\"delta\":{\"content\":\"b\"}}]}");
        assembler.accept(chunk);
        assembler.accept(chunk);

        Slice response = assembler.response();

        assertThat(response).isNotNull();
        assertThat(response.text()).contains("\"content\":\"aa\"", "\"content\":\"bb\"");
        assertThat(((JsonValue.Obj) OddJson.read(response.text())).list("choices"))
                .hasSize(2);
    }

    @Test
    void aMessageThatIsSentWholeIsTheAnswerWhereThereAreNoDeltas() {
        StreamAssembler assembler = new StreamAssembler();
        assembler.accept(
                Slice.of("{\"choices\":[{\"index\":0,\"message\":{\"content\":\"whole\"},\"finish_reason\":null}]}"));
        assembler.accept(Slice.of(
                "{\"choices\":[{\"index\":0,\"message\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"a\":1}}"));

        assertThat(message(assembler)).isEqualTo(whole("{\"content\":\"whole\"}"));
        assertThat(assembler.usage()).isTrue();
        assertThat(assembler.finished()).isTrue();
        assertThat(assembler.scan().finishReason()).isEqualTo("stop");
    }

    @Test
    void aReasonThatIsEmptyIsWrittenAsNone() {
        StreamAssembler assembler = new StreamAssembler();
        assembler.accept(
                Slice.of("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"\"}]}"));

        Slice response = assembler.response();
        assertThat(response).isNotNull();
        assertThat(response.text()).contains("\"finish_reason\":null");
    }

    @Test
    void whatIsLeftOutIsNotTakenForTheLastChunk() {
        StreamAssembler assembler = new StreamAssembler();
        assembler.accept(chunk("{\"content\":\"a\"}"));
        assembler.leaveOut(chunk("{\"content\":\"b\"}"));
        assembler.accept(chunk("{\"content\":\"c\"}"));

        assertThat(assembler.fresh().to())
                .isEqualTo(chunk("{\"content\":\"c\"}").length());
        assertThat(message(assembler)).isEqualTo(whole("{\"content\":\"ac\"}"));
    }

    @Test
    void aStreamHasStartedWithItsFirstChoice() {
        StreamAssembler assembler = new StreamAssembler();
        assembler.accept(Slice.of("{\"id\":\"c\",\"choices\":[]}"));
        assertThat(assembler.started()).isFalse();
        assertThat(assembler.finished()).isFalse();

        assembler.accept(chunk("{}"));

        assertThat(assembler.started()).isTrue();
        assertThat(assembler.usage()).isFalse();
    }

    @Test
    void noOddChunkBreaksIt() {
        JsonValue chunk = OddJson.read(
                "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\","
                        + "\"tool_calls\":[{\"index\":0,\"id\":\"t\",\"function\":{\"arguments\":\"{}\"}}]},\"finish_reason\":\"stop\","
                        + "\"message\":{\"content\":\"w\"}}],\"usage\":{\"a\":1},\"error\":{\"code\":1}}");
        for (OddJson.Variant odd : OddJson.some(chunk, 12, 9)) {
            StreamAssembler assembler = new StreamAssembler();
            assembler.accept(Slice.of(chunk.toString()));
            assembler.accept(odd.slice());
            assembler.accept(odd.slice());
            Slice response = assembler.response();
            if (response != null) {
                assertThat(OddJson.read(response.text())).as("%s", odd).isInstanceOf(JsonValue.Obj.class);
            }
        }
    }

    private static Slice chunk(String delta) {
        return Slice.of("{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}");
    }

    private static JsonValue message(StreamAssembler assembler) {
        Slice response = assembler.response();
        assertThat(response).isNotNull();
        JsonValue.Obj answer = (JsonValue.Obj) OddJson.read(response.text());
        JsonValue message = ((JsonValue.Obj) answer.list("choices").get(0)).get("message");
        assertThat(message).isNotNull();
        return message;
    }
}
