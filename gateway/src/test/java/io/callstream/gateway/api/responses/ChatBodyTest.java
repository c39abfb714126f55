package io.callstream.gateway.api.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.odd.OddJson;
import io.callstream.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request to the Responses API is as a chat, field by field, for providers of another form. */
class ChatBodyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            temperature           | "temperature":0.50                      | 0.50
            model                 | "model":"m"                             | "m"
            stream                | "stream":true                           | true
            user                  | "user":"u"                              | "u"
            metadata              | "metadata":{"a":"b"}                    | {"a":"b"}
            parallel_tool_calls   | "parallel_tool_calls":false             | false
            something_new         | "something_new":[1]                     | [1]
            max_completion_tokens | "max_output_tokens":16                  | 16
            max_output_tokens     | "max_output_tokens":16                  | none
            max_completion_tokens | "max_output_tokens":null                | none
            reasoning_effort      | "reasoning":{"effort":"low"}            | "low"
            reasoning_effort      | "reasoning":{"summary":"auto"}          | none
            reasoning             | "reasoning":{"effort":"low"}            | none
            verbosity             | "text":{"verbosity":"low"}              | "low"
            response_format       | "text":{"verbosity":"low"}              | none
            response_format       | "text":{"format":{"type":"text"}}       | none
            response_format       | "text":{"format":{}}                    | none
            response_format       | "text":null                             | none
            response_format       | "text":{"format":{"type":"json_object"}} | {"type":"json_object"}
            response_format       | "text":{"format":{"type":"json_schema","name":"n","description":"d","schema":{"a":1},"strict":true}} | {"type":"json_schema","json_schema":{"name":"n","description":"d","schema":{"a":1},"strict":true}}
            response_format       | "text":{"format":{"type":"json_schema","name":"n","schema":{},"strict":null}} | {"type":"json_schema","json_schema":{"name":"n","schema":{}}}
            text                  | "text":{"format":{"type":"text"}}       | none
            top_logprobs          | "top_logprobs":3                        | 3
            logprobs              | "top_logprobs":3                        | true
            top_logprobs          | "top_logprobs":0                        | none
            logprobs              | "top_logprobs":0                        | none
            logprobs              | "top_logprobs":null                     | none
            tools                 | "tools":[]                              | none
            tools                 | "tools":null                            | none
            tools                 | "tools":{"type":"function"}             | {"type":"function"}
            tools                 | "tools":[7,{"type":"web_search"}]       | [7,{"type":"web_search"}]
            tools                 | "tools":[{"type":"function","name":"f","description":null,"parameters":{"a":1},"strict":true}] | [{"type":"function","function":{"name":"f","parameters":{"a":1},"strict":true}}]
            tool_choice           | "tool_choice":"required"                | "required"
            tool_choice           | "tool_choice":null                      | none
            tool_choice           | "tool_choice":{"type":"function","name":"f"} | {"type":"function","function":{"name":"f"}}
            tool_choice           | "tool_choice":{"type":"web_search"}     | {"type":"web_search"}
            store                 | "store":false                           | none
            include               | "include":["reasoning.encrypted_content"] | none
            truncation            | "truncation":"auto"                     | none
            background            | "background":false                      | none
            conversation          | "conversation":"c"                      | none
            prompt                | "prompt":{"id":"p"}                     | none
            max_tool_calls        | "max_tool_calls":1                      | none
            context_management    | "context_management":[]                 | none
            stream_options        | "stream_options":{"include_obfuscation":false} | none
            previous_response_id  | "previous_response_id":"resp_1"         | none
            input                 | "input":"Hi"                            | none
            instructions          | "instructions":"Be kind."               | none
            """)
    void aFieldIsTheChatsOrStaysWithWhomItIsSaidTo(String name, String sent, @Nullable String chat)
            throws InvalidRequestException {
        JsonValue value = of("{" + sent + "}", "[]").get(name);

        assertThat(value == null ? null : value.toString()).isEqualTo(chat);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "input":"Hi"                                      | [{"role":"user","content":"Hi"}]
            "input":"Hi","instructions":"Be kind."            | [{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"}]
            "input":"Hi","instructions":null                  | [{"role":"user","content":"Hi"}]
            "input":[]                                        | []
            "input":null                                      | []
            "input":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}] | [{"role":"user","content":"a"},{"role":"assistant","content":"b"}]
            """)
    void inputAndInstructionsAreMessages(String sent, String messages) throws InvalidRequestException {
        assertThat(of("{" + sent + "}", "[]").get("messages")).hasToString(messages);
    }

    @Test
    void whatWasSaidBeforeStandsBetweenInstructionsAndInput() throws InvalidRequestException {
        JsonValue.Obj chat = of(
                "{\"input\":\"And now?\",\"instructions\":\"Be kind.\"}",
                "[{\"role\":\"user\",\"content\":\"Hi\"},{\"type\":\"message\",\"role\":\"assistant\",\"content\":"
                        + "[{\"type\":\"output_text\",\"text\":\"Hello\"}]}]");

        assertThat(chat.get("messages"))
                .hasToString(
                        "[{\"role\":\"system\",\"content\":\"Be kind.\"},{\"role\":\"user\",\"content\":\"Hi\"},"
                                + "{\"role\":\"assistant\",\"content\":\"Hello\"},{\"role\":\"user\",\"content\":\"And now?\"}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "input":7                         | []  | Invalid 'input': expected a text or a list of items.
            "input":{"role":"user"}           | []  | Invalid 'input': expected a text or a list of items.
            "instructions":["a"]              | []  | Invalid 'instructions': expected a text.
            "input":[{"role":"user","content":7}] | [] | Invalid 'input[0].content': expected a text or a list of parts.
            "input":[{"content":"a"}]         | []  | Invalid 'input[0].role': expected `user`, `assistant`, `system` or `developer`.
            "input":["a"]                     | []  | Invalid 'input[0]': expected an object.
            "input":[{"role":"user","content":[7]}] | [] | Invalid 'input[0].content[0]': expected an object.
            "input":[{"role":"user","content":[{"type":"x"}]}] | [] | Invalid 'input[0].content[0]': expected a part of the type `input_text`, `input_image`, `input_file` or `input_audio`.
            "input":[{"role":"user","content":[{"type":"input_file"}]}] | [] | Invalid 'input[0].content[0]': expected an address, the content or the id of a file.
            "input":[{"type":"function_call","call_id":"c","name":"f","arguments":7}] | [] | Invalid 'input[0].arguments': expected a text of JSON.
            "input":[{"type":"function_call","call_id":"c"}] | [] | Invalid 'input[0].name': expected the function's name.
            "input":[{"type":"function_call","name":"f"}] | [] | Invalid 'input[0].call_id': expected the id of the call.
            "input":[{"type":"function_call_output"}] | [] | Invalid 'input[0].call_id': expected the id of the call that this answers.
            "input":"a"                       | [7] | Invalid 'previous_response_id[0]': expected an object.
            """)
    void whatCannotBeReadIsRefusedByItsPlace(String sent, String before, String message) {
        assertThatThrownBy(() -> of("{" + sent.replace('`', '"') + "}", before))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"function_call","call_id":"c","name":"f","arguments":{"a":1.50}} | [{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\\"a\\":1.50}"}}]}]
            {"type":"function_call","call_id":"c","name":"f"} | [{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":""}}]}]
            {"type":"function_call_output","call_id":"c","output":[{"type":"input_image","image_url":"https://a.example/a.png"}]} | [{"role":"tool","tool_call_id":"c","content":[{"type":"image_url","image_url":{"url":"https://a.example/a.png"}}]}]
            {"role":"user","content":[]} | [{"role":"user","content":[]}]
            {"role":"user","content":[{"type":"input_audio","input_audio":{"data":"QQ==","format":"wav"}}]} | [{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"QQ==","format":"wav"}}]}]
            {"role":"user","content":[{"type":"input_file","file_id":"f-1","filename":"a.pdf"}]} | [{"role":"user","content":[{"type":"file","file":{"filename":"a.pdf","file_id":"f-1"}}]}]
            {"role":"user","content":[{"type":"input_file","file_data":"DATA:text/plain;base64,QQ=="}]} | [{"role":"user","content":[{"type":"file","file":{"file_data":"DATA:text/plain;base64,QQ=="}}]}]
            {"role":"user","content":[{"type":"input_file","file_data":"QQ==","file_id":"f-1"}]} | [{"role":"user","content":[{"type":"file","file":{"file_data":"data:application/pdf;base64,QQ=="}}]}]
            {"role":"user","content":[{"type":"input_image","image_url":"https://a.example/a.png","detail":"auto"}]} | [{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a.example/a.png"}}]}]
            {"role":"assistant","content":[{"type":"output_text","text":"a"},{"type":"refusal","refusal":"b"}]} | [{"role":"assistant","content":"ab"}]
            {"role":"assistant","content":[]} | []
            {"type":"reasoning","summary":[{"type":"summary_text","text":"a"},{"type":"summary_text","text":"b"}],"encrypted_content":"s"} | [{"role":"assistant","content":null,"thinking_blocks":[{"type":"thinking","thinking":"a\\u000a\\u000ab","signature":"s"}]}]
            {"type":"reasoning","summary":[],"encrypted_content":"s"} | [{"role":"assistant","content":null,"thinking_blocks":[{"type":"redacted_thinking","data":"s"}]}]
            {"type":"reasoning","summary":[7,{"type":"summary_text"}],"encrypted_content":"s"} | [{"role":"assistant","content":null,"thinking_blocks":[{"type":"redacted_thinking","data":"s"}]}]
            {"type":"reasoning","summary":[{"type":"summary_text","text":"a"}]} | []
            {"type":"web_search_call","id":"ws_1"} | []
            """)
    void anItemIsTheMessageThatItSays(String item, String messages) throws InvalidRequestException {
        assertThat(of("{\"input\":[" + item + "]}", "[]").get("messages")).hasToString(messages);
    }

    @Test
    void oddRequestsAreChatsOrRefused() {
        JsonValue request = OddJson.read(
                "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\","
                        + "\"text\":\"a\"},{\"type\":\"input_image\",\"image_url\":\"u\"},{\"type\":\"input_file\",\"file_id\":\"f\"}]},"
                        + "{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"a\"}],\"encrypted_content\":\"s\"},"
                        + "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"},"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"1\"}],\"instructions\":\"i\","
                        + "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"n\",\"schema\":{}}},\"tools\":[{\"type\":\"function\","
                        + "\"name\":\"f\"}],\"tool_choice\":{\"type\":\"function\",\"name\":\"f\"},\"reasoning\":{\"effort\":\"low\"}}");

        for (OddJson.Variant odd : OddJson.some(request, 10, 3)) {
            if (odd.json() instanceof JsonValue.Obj body) {
                try {
                    assertThat(ChatBody.of(body, List.of()).get("messages"))
                            .as("%s", odd)
                            .isNotNull();
                } catch (InvalidRequestException refused) {
                    assertThat(refused).as("%s", odd).hasMessageStartingWith("Invalid 'in");
                }
            }
        }
    }

    private static JsonValue.Obj of(String sent, String before) throws InvalidRequestException {
        return ChatBody.of((JsonValue.Obj) OddJson.read(sent), ((JsonValue.Arr) OddJson.read(before)).elements());
    }
}
