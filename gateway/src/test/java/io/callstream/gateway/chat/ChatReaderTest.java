package io.callstream.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request in OpenAI's form, as every translated provider is asked from. What is there and cannot be read is refused by its place: left
 * out it would be answered by a model that was asked something else.
 */
class ChatReaderTest {
    private static final String HELLO = "{\"role\":\"user\",\"content\":\"Hello\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\":\"Hello\"}                                | messages",
                "{\"messages\":{\"role\":\"user\"}}                      | messages",
                "{\"messages\":[]}                                       | messages",
                "{}                                                      | messages",
                "{\"messages\":[\"Hello\"]}                              | messages[0]",
                "{\"messages\":[{\"content\":\"Hello\"}]}                | messages[0].role",
                "{\"messages\":[{\"role\":\"robot\",\"content\":\"\"}]}  | messages[0].role",
                "{\"messages\":[{\"role\":7,\"content\":\"Hello\"}]}     | messages[0].role",
                "{\"messages\":[{\"role\":\"user\",\"content\":7}]}      | messages[0].content",
                "{\"messages\":[{\"role\":\"user\",\"content\":{}}]}     | messages[0].content",
            })
    void messagesAreAListOfObjectsWithARoleAndContent(String body, String param) {
        assertRefused(body, param);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Hello\"                                                  | messages[0].content[0]",
                "{\"type\":\"video\"}                                       | messages[0].content[0]",
                "{\"text\":\"Hello\"}                                       | messages[0].content[0]",
                "{\"type\":\"text\"}                                        | messages[0].content[0]",
                "{\"type\":\"text\",\"text\":7}                             | messages[0].content[0]",
                "{\"type\":\"text\",\"text\":[\"Hello\"]}                   | messages[0].content[0]",
                "{\"type\":\"refusal\",\"text\":\"no\"}                     | messages[0].content[0]",
                "{\"type\":\"image_url\"}                                   | messages[0].content[0]",
                "{\"type\":\"image_url\",\"image_url\":{\"url\":7}}         | messages[0].content[0]",
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:x\"}} | messages[0].content[0]",
                "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"\"}} | messages[0].content[0]",
                "{\"type\":\"file\",\"file\":{}}                            | messages[0].content[0]",
                "{\"type\":\"file\",\"file\":\"f-1\"}                       | messages[0].content[0]",
            })
    void partsHaveATypeAndWhatItSays(String part, String param) {
        assertRefused("{\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}", param);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"tools\":\"look\"                                                            | tools",
                "\"tools\":{\"type\":\"function\",\"function\":{\"name\":\"look\"}}            | tools",
                "\"tools\":[7]                                                                 | tools",
                "\"tools\":[{\"type\":\"web_search\"}]                                         | tools",
                "\"tools\":[{\"type\":\"function\"}]                                           | tools",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":7}}]                 | tools",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":\"{}\"}}] | tools",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":[]}}]     | tools",
                "\"functions\":\"look\"                                                        | functions",
                "\"functions\":[{\"description\":\"looks\"}]                                   | tools",
                "\"tool_choice\":7                                                             | tool_choice",
                "\"tool_choice\":\"sometimes\"                                                 | tool_choice",
                "\"tool_choice\":{\"type\":\"function\"}                                       | tool_choice",
                "\"function_call\":[]                                                          | tool_choice",
                "\"parallel_tool_calls\":\"false\"                                             | parallel_tool_calls",
                "\"parallel_tool_calls\":0                                                     | parallel_tool_calls",
                "\"response_format\":\"json\"                                                  | response_format",
                "\"response_format\":{\"type\":\"xml\"}                                        | response_format",
                "\"response_format\":{\"type\":\"json_schema\"}                                | response_format",
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":\"{}\"}} | response_format",
            })
    void whatToolsAndAnswersAreToBeIsReadOrRefused(String field, String param) {
        assertRefused("{\"messages\":[" + HELLO + "]," + field + "}", param);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"tool_calls\":\"look\"                                                    | messages[0].tool_calls",
                "\"tool_calls\":{\"id\":\"1\"}                                              | messages[0].tool_calls",
                "\"tool_calls\":[7]                                                         | messages[0].tool_calls",
                "\"tool_calls\":[{\"id\":\"1\"}]                                            | messages[0].tool_calls",
                "\"tool_calls\":[{\"function\":{\"name\":\"look\"}}]                        | messages[0].tool_calls",
                "\"tool_calls\":[{\"id\":\"1\",\"function\":{\"arguments\":\"{}\"}}]        | messages[0].tool_calls",
                "\"tool_calls\":[{\"id\":\"1\",\"function\":{\"name\":\"f\",\"arguments\":7}}] | messages[0].tool_calls",
                "\"function_call\":{\"arguments\":\"{}\"}                                   | messages[0].tool_calls",
            })
    void callsOfToolsAreReadOrRefused(String field, String param) {
        assertRefused("{\"messages\":[{\"role\":\"assistant\",\"content\":null," + field + "}]}", param);
    }

    @Test
    void anAnswerOfAToolNamesItsCall() {
        assertRefused("{\"messages\":[{\"role\":\"tool\",\"content\":\"Rain\"}]}", "messages[0].tool_call_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "7", "\"Hello\"", "{\"messages\":[", "{\"messages\":[]}x", "\u0000"})
    void whatIsNoObjectIsRefused(String body) {
        assertThatThrownBy(() -> ChatReader.read(Slice.of(body))).isInstanceOf(UnsupportedRequestException.class);
    }

    /** OpenAI's own clients write null where nothing is said, some in each field that they know. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tools",
                "functions",
                "tool_choice",
                "function_call",
                "parallel_tool_calls",
                "response_format",
                "stop",
                "temperature",
            })
    void nullIsNothing(String field) throws Exception {
        ChatRequest chat = read("{\"messages\":[" + HELLO + "],\"" + field + "\":null}");

        assertThat(chat).isEqualTo(read("{\"messages\":[" + HELLO + "]}"));
    }

    /** As Ollama's clients and some agents write them back, and as OpenAI's do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"{\\\"at\\\":\\\"Bern\\\"}\" | {\"at\":\"Bern\"}",
                "{\"at\":\"Bern\"}             | {\"at\":\"Bern\"}",
                "\"\"                          | {}",
                "\"  \"                        | {}",
                "null                          | {}",
                "{}                            | {}",
                "\"{half\"                     | {half",
            })
    void argumentsOfCallsKeepWhatTheySay(String written, String arguments) throws Exception {
        ChatRequest chat = read("{\"messages\":[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"1\","
                + "\"function\":{\"name\":\"look\",\"arguments\":" + written + "}}]}]}");

        assertThat(chat.messages().get(0).parts()).isEqualTo(List.of(new Part.ToolCall("1", "look", arguments)));
    }

    @Test
    void theOldFormOfFunctionsIsReadAsThatOfTools() throws Exception {
        ChatRequest chat = read(
                "{\"messages\":[" + HELLO
                        + ",{\"role\":\"assistant\",\"content\":null,\"function_call\":{\"name\":\"look\",\"arguments\":\"{}\"}}"
                        + ",{\"role\":\"function\",\"name\":\"look\",\"content\":\"Rain\"}]"
                        + ",\"functions\":[{\"name\":\"look\",\"parameters\":{\"type\":\"object\"}}],\"function_call\":{\"name\":\"look\"}}");

        assertThat(chat.messages().get(1).parts()).containsExactly(new Part.ToolCall("look", "look", "{}"));
        assertThat(chat.messages().get(2).parts())
                .containsExactly(new Part.ToolResult("look", List.of(new Part.Text("Rain", null)), null));
        assertThat(chat.tools().all()).extracting(Tool::name).containsExactly("look");
        assertThat(chat.tools().choice()).isEqualTo(new ToolChoice.Named("look"));
    }

    @Test
    void aMarkForTheCacheOfAMessageIsThatOfItsLastPartUnlessThatHasItsOwn() throws Exception {
        ChatRequest chat =
                read("{\"messages\":[{\"role\":\"user\",\"cache_control\":{\"type\":\"ephemeral\"},\"content\":["
                        + "{\"type\":\"text\",\"text\":\"one\"},{\"type\":\"text\",\"text\":\"two\"}]},"
                        + "{\"role\":\"user\",\"cache_control\":{\"a\":1},\"content\":[{\"type\":\"text\",\"text\":\"own\","
                        + "\"cache_control\":{\"b\":2}}]}]}");

        assertThat(chat.messages().get(0).parts())
                .extracting(part -> String.valueOf(((Part.Text) part).cache()))
                .containsExactly("null", "{\"type\":\"ephemeral\"}");
        assertThat(chat.messages().get(1).parts())
                .extracting(part -> String.valueOf(((Part.Text) part).cache()))
                .containsExactly("{\"b\":2}");
    }

    @Test
    void thoughtsGoBackBeforeWhatWasSaidAndThoseOfOthersAreLeftOut() throws Exception {
        ChatRequest chat = read("{\"messages\":[{\"role\":\"assistant\",\"content\":\"Yes\",\"thinking_blocks\":["
                + "{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"s\"},"
                + "{\"type\":\"redacted_thinking\",\"data\":\"d\"},{\"type\":\"other\"},7]},"
                + "{\"role\":\"user\",\"content\":\"So?\",\"thinking_blocks\":[{\"thinking\":\"not the user's\"}]}]}");

        assertThat(chat.messages().get(0).parts())
                .containsExactly(
                        new Part.Thinking("Hm", "s"), new Part.HiddenThinking("d"), new Part.Text("Yes", null));
        assertThat(chat.messages().get(1).parts()).containsExactly(new Part.Text("So?", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"file_id\":\"file-1\"}                             | Kept[fileId=file-1, mediaType=null]",
                "{\"file_id\":\"https://x.example/a.pdf\"}            | Url[url=https://x.example/a.pdf, mediaType=null]",
                "{\"file_id\":\"f-1\",\"format\":\"video/mp4\"}       | Kept[fileId=f-1, mediaType=video/mp4]",
                "{\"file_data\":\"QQ==\",\"format\":\"image/jpg\"}    | Inline[mediaType=image/jpeg, base64=QQ==]",
                "{\"file_data\":\"QQ==\"}                             | Inline[mediaType=application/pdf, base64=QQ==]",
                "{\"file_data\":\"https://x.example/a.pdf\"}          | Url[url=https://x.example/a.pdf, mediaType=null]",
                "{\"file_data\":\"data:text/plain;charset=utf-8;base64,QQ==\"} | Inline[mediaType=text/plain, base64=QQ==]",
                "{\"file_data\":\"data:application/pdf;base64,QQ==\"} | Inline[mediaType=application/pdf, base64=QQ==]",
            })
    void aFileIsItsBytesOrWhereItIsKept(String file, String media) throws Exception {
        ChatRequest chat =
                read("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":" + file + "}]}]}");

        assertThat(((Part.Document) chat.messages().get(0).parts().get(0)).media())
                .hasToString(media);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"https://x.example/a\" | Url[url=https://x.example/a, mediaType=null] | null",
                "{\"url\":\"https://x.example/a\",\"detail\":\"low\"} | Url[url=https://x.example/a, mediaType=null] | low",
                "{\"url\":\"gs://b/a\",\"format\":\"image/webp\"} | Url[url=gs://b/a, mediaType=image/webp] | null",
                "{\"url\":\"data:image/png;base64,QQ==\",\"format\":\"image/webp\"} | Inline[mediaType=image/png, base64=QQ==] | null",
            })
    void anImageMaySayItsTypeAndHowCloselyItIsLookedAt(String image, String media, String detail) throws Exception {
        ChatRequest chat = read("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":"
                + image + "}]}]}");
        Part.Image read = (Part.Image) chat.messages().get(0).parts().get(0);

        assertThat(read.media()).hasToString(media);
        assertThat(String.valueOf(read.detail())).isEqualTo(detail);
    }

    @Test
    void parametersStayAsTheClientWroteThem() throws Exception {
        ChatRequest chat =
                read("{\"temperature\":0.70,\"stop\":[\"a\"],\"messages\":[" + HELLO + "],\"top_p\":1e0,\"n\":null}");

        assertThat(chat.parameters()).containsOnlyKeys("temperature", "stop", "top_p");
        assertThat(chat.parameters().get("temperature")).isEqualTo(new JsonValue.Num("0.70"));
    }

    private static void assertRefused(String body, String param) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        UnsupportedRequestException.class,
                        refused -> assertThat(refused.param()).isEqualTo(param))
                .message()
                .isNotBlank();
    }

    private static ChatRequest read(String body) throws UnsupportedRequestException {
        return ChatReader.read(Slice.of(body));
    }
}
