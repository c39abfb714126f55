package io.callstream.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.odd.OddJson;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What messages, parts and tools in OpenAI's form say, and how each that says something else is refused. */
class ChatPartsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"role":"user","content":"Hi"}                            | USER Text[text=Hi, cache=null]
            {"role":"developer","content":"Hi"}                       | SYSTEM Text[text=Hi, cache=null]
            {"role":"system","content":[{"type":"text","text":"Hi"}]} | SYSTEM Text[text=Hi, cache=null]
            {"role":"user","content":""}                              | USER
            {"role":"user","content":null}                            | USER
            {"role":"user"}                                           | USER
            {"role":"user","content":[]}                              | USER
            {"role":"user","content":[{"type":"text","text":""}]}     | USER
            {"role":"user","content":"Hi","cache_control":{"type":"ephemeral"}} | USER Text[text=Hi, cache={"type":"ephemeral"}]
            {"role":"user","content":[{"type":"input_text","text":"a"},{"type":"output_text","text":"b"}]} | USER Text[text=a, cache=null] Text[text=b, cache=null]
            {"role":"assistant","content":[{"type":"refusal","refusal":"No."}]} | ASSISTANT Text[text=No., cache=null]
            {"role":"assistant","content":null,"refusal":"No."}       | ASSISTANT Text[text=No., cache=null]
            {"role":"assistant","refusal":"No."}                      | ASSISTANT Text[text=No., cache=null]
            {"role":"assistant","content":"Yes","refusal":"No."}      | ASSISTANT Text[text=Yes, cache=null]
            {"role":"assistant","content":"Yes","refusal":null}       | ASSISTANT Text[text=Yes, cache=null]
            {"role":"assistant","content":null,"refusal":""}          | ASSISTANT
            {"role":"user","content":null,"refusal":"No."}            | USER
            {"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a.example/a.png","detail":"low"}}]} | USER Image[media=Url[url=https://a.example/a.png, mediaType=null], cache=null, detail=low]
            {"role":"user","content":[{"type":"image_url","image_url":"data:image/png;base64,QQ=="}]} | USER Image[media=Inline[mediaType=image/png, base64=QQ==], cache=null, detail=null]
            {"role":"user","content":[{"type":"input_audio","input_audio":{"data":"QQ==","format":"wav"}}]} | USER Audio[base64=QQ==, format=wav]
            {"role":"user","content":[{"type":"file","file":{"file_id":"f-1","filename":"a.pdf"},"cache_control":{"a":1}}]} | USER Document[media=Kept[fileId=f-1, mediaType=null], name=a.pdf, cache={"a":1}]
            {"role":"user","content":[{"type":"file","file":{"file_data":"QQ==","file_id":"f-1"}}]} | USER Document[media=Inline[mediaType=application/pdf, base64=QQ==], name=null, cache=null]
            {"role":"tool","tool_call_id":"c","content":"Rain"}       | TOOL ToolResult[callId=c, content=[Text[text=Rain, cache=null]], cache=null]
            {"role":"tool","tool_call_id":"c","content":null}         | TOOL ToolResult[callId=c, content=[], cache=null]
            {"role":"function","name":"f","content":"Rain"}           | TOOL ToolResult[callId=f, content=[Text[text=Rain, cache=null]], cache=null]
            {"role":"tool","tool_call_id":"c","name":"f","content":"Rain"} | TOOL ToolResult[callId=c, content=[Text[text=Rain, cache=null]], cache=null]
            {"role":"tool","tool_call_id":"c","content":"Rain","cache_control":{"a":1}} | TOOL ToolResult[callId=c, content=[Text[text=Rain, cache=null]], cache={"a":1}]
            {"role":"tool","tool_call_id":"c","content":[{"type":"text","text":"Rain","cache_control":{"b":2}}]} | TOOL ToolResult[callId=c, content=[Text[text=Rain, cache={"b":2}]], cache=null]
            {"role":"assistant","content":"a","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]} | ASSISTANT Text[text=a, cache=null] ToolCall[id=1, name=f, arguments={}]
            {"role":"assistant","content":null,"tool_calls":null}     | ASSISTANT
            {"role":"user","content":"a","tool_calls":[{"id":"1","function":{"name":"f"}}]} | USER Text[text=a, cache=null]
            {"role":"assistant","content":null,"thinking_blocks":[{"type":"thinking","thinking":"","signature":"s"}]} | ASSISTANT Thinking[text=, signature=s]
            {"role":"assistant","content":null,"thinking_blocks":[{"type":"thinking","thinking":"Hm"}]} | ASSISTANT Thinking[text=Hm, signature=null]
            """)
    void aMessageHasARoleAndParts(String message, String said) throws Exception {
        ChatMessage read = read("{\"messages\":[" + message + "]}").messages().get(0);

        String parts = read.parts().stream().map(part -> " " + part).collect(Collectors.joining());
        assertThat(read.role() + parts).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7                                       | messages[0]: an object is expected.
            {"content":"a"}                         | messages[0].role: `system`, `developer`, `user`, `assistant` or `tool` is expected.
            {"role":"User","content":"a"}           | messages[0].role: `system`, `developer`, `user`, `assistant` or `tool` is expected.
            {"role":"user","content":7}             | messages[0].content: a text or a list of parts is expected.
            {"role":"user","content":["a"]}         | messages[0].content[0]: a part of the type `text`, `image_url`, `input_audio` or `file` is expected.
            {"role":"user","content":[{"type":"text","text":"a"},{"type":"video_url"}]} | messages[0].content[1]: a part of the type `text`, `image_url`, `input_audio` or `file` is expected.
            {"role":"user","content":[{"type":"text"}]} | messages[0].content[0].text: a text is expected.
            {"role":"user","content":[{"type":"refusal"}]} | messages[0].content[0].refusal: a text is expected.
            {"role":"user","content":[{"type":"image_url","image_url":{}}]} | messages[0].content[0].image_url.url: an address or a data: URL is expected.
            {"role":"user","content":[{"type":"image_url","image_url":{"url":"data:text/plain,a;base64,QQ=="}}]} | messages[0].content[0]: a data: URL in base64 is expected (data:image/png;base64,...).
            {"role":"user","content":[{"type":"input_audio","input_audio":{"format":"wav"}}]} | messages[0].content[0].input_audio: data and format are expected.
            {"role":"user","content":[{"type":"input_audio","input_audio":{"data":"QQ=="}}]} | messages[0].content[0].input_audio: data and format are expected.
            {"role":"user","content":[{"type":"input_audio"}]} | messages[0].content[0].input_audio: data and format are expected.
            {"role":"user","content":[{"type":"file"}]} | messages[0].content[0].file: file_data or file_id is expected.
            {"role":"user","content":[{"type":"file","file":{"filename":"a"}}]} | messages[0].content[0].file: file_data or file_id is expected.
            {"role":"tool","content":"a"}           | messages[0].tool_call_id: the id of the call that this answers is expected.
            {"role":"assistant","tool_calls":{}}    | messages[0].tool_calls: a list is expected.
            {"role":"assistant","tool_calls":[{"id":"1","type":"custom","custom":{"name":"f"}}]} | messages[0].tool_calls: each needs an id and a function with its name.
            {"role":"assistant","function_call":"f"} | messages[0].tool_calls: each needs an id and a function with its name.
            {"role":"assistant","tool_calls":[{"id":"1","function":{"name":"f","arguments":[]}}]} | messages[0].tool_calls: arguments are a text of JSON.
            """)
    void whatCannotBeReadIsRefusedByItsPlaceAndWithWhatIsExpected(String message, String refusal) {
        assertThatThrownBy(() -> read("{\"messages\":[" + message + "]}"))
                .isInstanceOf(UnsupportedRequestException.class)
                .hasMessage(refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "tools":[{"type":"function","function":{"name":"f"}}]      | [Tool[name=f, description=null, parameters=null, strict=false, cache=null]]
            "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"a":1},"strict":true}}] | [Tool[name=f, description=d, parameters={"a":1}, strict=true, cache=null]]
            "tools":[{"type":"function","function":{"name":"f","parameters":null,"strict":null}}] | [Tool[name=f, description=null, parameters=null, strict=false, cache=null]]
            "tools":[{"type":"function","function":{"name":"f","cache_control":{"a":1}}}] | [Tool[name=f, description=null, parameters=null, strict=false, cache={"a":1}]]
            "tools":[{"type":"function","function":{"name":"f","cache_control":{"a":1}},"cache_control":{"b":2}}] | [Tool[name=f, description=null, parameters=null, strict=false, cache={"b":2}]]
            "tools":[]                                                 | []
            "functions":[{"name":"f"},{"name":"g"}]                    | [Tool[name=f, description=null, parameters=null, strict=false, cache=null], Tool[name=g, description=null, parameters=null, strict=false, cache=null]]
            """)
    void toolsAreFunctions(String field, String tools) throws Exception {
        assertThat(hello(field).tools().all()).hasToString(tools);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "n":1                                                   | Unsaid[]
            "tool_choice":"auto"                                    | Auto[]
            "tool_choice":"none"                                    | None[]
            "tool_choice":"required"                                | Required[]
            "tool_choice":"any"                                     | Required[]
            "tool_choice":{"type":"function","function":{"name":"f"}} | Named[tool=f]
            "tool_choice":{"type":"function","name":"f"}            | Named[tool=f]
            "tool_choice":"none","function_call":"auto"             | None[]
            "function_call":"auto"                                  | Auto[]
            "function_call":"none"                                  | None[]
            "function_call":{"name":"f"}                            | Named[tool=f]
            """)
    void whetherTheModelMayCallThemIsOneOfFive(String field, String choice) throws Exception {
        assertThat(hello(field).tools().choice()).hasToString(choice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "tools":"f"                              | tools: a list is expected.
            "functions":{}                           | functions: a list is expected.
            "tools":[{"type":"web_search"}]          | tools: only tools of the type `function` can be sent to this model's provider.
            "tools":[{"function":{"name":"f"}}]      | tools: only tools of the type `function` can be sent to this model's provider.
            "tools":[{"type":"function"}]            | tools: a function needs a name.
            "functions":["f"]                        | tools: a function needs a name.
            "tools":[{"type":"function","function":{"name":"f","parameters":"{}"}}] | tools: a function's parameters are a JSON schema, an object.
            "tool_choice":"sometimes"                | tool_choice: `auto`, `none`, `required` or {"type": "function", "function": {"name"}} is expected.
            "tool_choice":{"type":"allowed_tools"}   | tool_choice: `auto`, `none`, `required` or {"type": "function", "function": {"name"}} is expected.
            "tool_choice":{"function":{"name":7}}    | tool_choice: `auto`, `none`, `required` or {"type": "function", "function": {"name"}} is expected.
            "parallel_tool_calls":"no"               | parallel_tool_calls: true or false is expected.
            "response_format":{"type":"json_schema","json_schema":{"name":"n"}} | response_format: {"type": "text"}, {"type": "json_object"} or {"type": "json_schema", "json_schema": {"name", "schema"}} is expected.
            "response_format":{"json_schema":{"schema":{}}} | response_format: {"type": "text"}, {"type": "json_object"} or {"type": "json_schema", "json_schema": {"name", "schema"}} is expected.
            """)
    void whatIsNoToolIsRefusedWithWhatIsExpected(String field, String refusal) {
        assertThatThrownBy(() -> hello(field))
                .isInstanceOf(UnsupportedRequestException.class)
                .hasMessage(refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "n":1                                 | PlainText[]
            "response_format":{"type":"text"}     | PlainText[]
            "response_format":{"type":"json_object"} | AnyJson[]
            "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"a":1},"strict":true}} | Schema[name=n, schema={"a":1}, strict=true]
            "response_format":{"type":"json_schema","json_schema":{"schema":{}}} | Schema[name=answer, schema={}, strict=false]
            """)
    void theAnswerIsTextJsonOrOfASchema(String field, String format) throws Exception {
        assertThat(hello(field).format()).hasToString(format);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "null, null"})
    void severalCallsAtOnceMayBeForbidden(String said, String parallel) throws Exception {
        assertThat(String.valueOf(
                        hello("\"parallel_tool_calls\":" + said).tools().parallel()))
                .isEqualTo(parallel);
    }

    @Test
    void toolsThatWereCalledAreNamedOnceInTheOrderOfTheirFirstCalls() throws Exception {
        ChatRequest chat = read(
                "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"1\",\"function\":{\"name\":\"b\"}},"
                        + "{\"id\":\"2\",\"function\":{\"name\":\"a\"}},{\"id\":\"3\",\"function\":{\"name\":\"b\"}}]}]}");

        assertThat(chat.calledTools()).containsExactly("b", "a");
    }

    @Test
    void textsOfAMessageAreJoined() throws Exception {
        ChatRequest chat = read("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                + "{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}},{\"type\":\"text\",\"text\":\"b\"}]}]}");

        assertThat(chat.messages().get(0).text()).isEqualTo("ab");
    }

    @Test
    void aRefusalIsNotLongerThanSomebodyReads() {
        UnsupportedRequestException refused = new UnsupportedRequestException(null, "x".repeat(1_001));

        assertThat(refused).hasMessage("x".repeat(1_000) + "…");
        assertThat(new UnsupportedRequestException("p", "x".repeat(1_000))).hasMessage("x".repeat(1_000));
        assertThat(refused.param()).isNull();
    }

    @Test
    void noOddRequestIsMoreThanRefused() {
        JsonValue chat = OddJson.read(
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,QQ==\"}},{\"type\":\"file\",\"file\":"
                        + "{\"file_data\":\"QQ==\"}}]},{\"role\":\"assistant\",\"content\":null,\"thinking_blocks\":[{\"thinking\":\"t\"}],"
                        + "\"tool_calls\":[{\"id\":\"1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\","
                        + "\"tool_call_id\":\"1\",\"content\":\"r\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\","
                        + "\"parameters\":{}}}],\"tool_choice\":{\"function\":{\"name\":\"f\"}},\"response_format\":{\"type\":\"text\"}}");

        for (OddJson.Variant odd : OddJson.some(chat, 12, 11)) {
            try {
                assertThat(ChatReader.read(odd.slice()).messages())
                        .as("%s", odd)
                        .isNotEmpty();
            } catch (UnsupportedRequestException refused) {
                assertThat(refused.getMessage()).as("%s", odd).isNotBlank();
            }
        }
    }

    private static ChatRequest hello(String field) throws UnsupportedRequestException {
        return read("{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]," + field + "}");
    }

    private static ChatRequest read(String body) throws UnsupportedRequestException {
        return ChatReader.read(Slice.of(body));
    }
}
