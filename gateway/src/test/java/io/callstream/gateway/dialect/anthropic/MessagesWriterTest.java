package io.callstream.gateway.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.chat.ChatReader;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of requests in OpenAI's form. */
class MessagesWriterTest {
    private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";

    private static JsonValue.Obj sent(String fields) throws Exception {
        return sent(fields, "claude", false);
    }

    private static JsonValue.Obj sent(String fields, String model, boolean drops) throws Exception {
        String body = "{\"model\":\"claude\"," + fields + "}";
        return (JsonValue.Obj) JsonValue.read(
                Slice.of(new MessagesWriter(ChatReader.read(Slice.of(body)), model, false, drops).write()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude-haiku-4-5-20251001 | {\"type\":\"enabled\",\"budget_tokens\":4096} | null",
                "claude-3-7-sonnet-20250219 | {\"type\":\"enabled\",\"budget_tokens\":4096} | null",
                "claude-sonnet-4-20250514  | {\"type\":\"enabled\",\"budget_tokens\":4096} | null",
                "claude-opus-4-6           | {\"type\":\"adaptive\"} | {\"effort\":\"high\"}",
                "claude-sonnet-5           | {\"type\":\"adaptive\"} | {\"effort\":\"high\"}",
                "claude-opus-5-5@20260923  | {\"type\":\"adaptive\"} | {\"effort\":\"high\"}",
            })
    void newerModelsThinkByEffort(String model, String thinking, String config) throws Exception {
        JsonValue.Obj sent = sent(messages(USER) + ",\"reasoning_effort\":\"high\"", model, false);

        assertThat(sent.get("thinking")).hasToString(thinking);
        assertThat(String.valueOf(sent.get("output_config"))).isEqualTo(config);
    }

    @Test
    void aSchemaStandsBesideTheEffort() throws Exception {
        JsonValue.Obj sent = sent(
                messages(USER)
                        + ",\"reasoning_effort\":\"low\",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                        + "{\"name\":\"a\",\"schema\":{\"type\":\"object\"}}}",
                "claude-opus-5",
                false);

        assertThat(sent.get("output_config"))
                .hasToString(
                        "{\"effort\":\"low\",\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}");
    }

    @Test
    void whatNewerModelsRefuseIsLeftOutWhereThatIsWanted() throws Exception {
        String fields =
                messages(USER) + ",\"temperature\":0.5,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}";

        assertThat(sent(fields, "claude-sonnet-5", true).fields())
                .doesNotContainKey("temperature")
                .extractingByKey("thinking")
                .hasToString("{\"type\":\"adaptive\"}");
        assertThat(sent(fields, "claude-sonnet-5", false).get("temperature")).hasToString("0.5");
        assertThat(sent(fields, "claude-sonnet-4-5", true).get("temperature")).hasToString("0.5");
    }

    private static String messages(String... messages) {
        return "\"messages\":[" + String.join(",", messages) + "]";
    }

    @Test
    void systemMessagesStandAtTheStartWithTheirCacheMarks() throws Exception {
        JsonValue.Obj sent = sent(messages(
                "{\"role\":\"developer\",\"content\":\"Be brief.\"}",
                USER,
                "{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"Long.\",\"cache_control\":{\"type\":"
                        + "\"ephemeral\"}}]}"));

        assertThat(sent.list("system"))
                .hasToString("[{\"type\":\"text\",\"text\":\"Be brief.\"}, {\"type\":\"text\",\"text\":\"Long.\","
                        + "\"cache_control\":{\"type\":\"ephemeral\"}}]");
        assertThat(sent.list("messages")).hasSize(1);
    }

    @Test
    void answersOfToolsAreOneTurnOfTheUser() throws Exception {
        JsonValue.Obj sent = sent(messages(
                USER,
                "{\"role\":\"assistant\",\"content\":null,\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"Hm\","
                        + "\"signature\":\"s\"}],\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":"
                        + "\"look\",\"arguments\":\"{\\\"x\\\":1}\"}},{\"id\":\"b\",\"type\":\"function\",\"function\":{"
                        + "\"name\":\"now\",\"arguments\":\"\"}}]}",
                "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"red\"}",
                "{\"role\":\"tool\",\"tool_call_id\":\"b\",\"content\":\"\"}",
                USER));

        assertThat(sent.list("messages").get(1)).hasToString("""
            {"role":"assistant","content":[{"type":"thinking","thinking":"Hm","signature":"s"},\
            {"type":"tool_use","id":"a","name":"look","input":{"x":1}},\
            {"type":"tool_use","id":"b","name":"now","input":{}}]}""");
        assertThat(sent.list("messages").get(2)).hasToString("""
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"red"}]},\
            {"type":"tool_result","tool_use_id":"b"},{"type":"text","text":"Hi"}]}""");
    }

    @Test
    void imagesAndFilesAreSources() throws Exception {
        JsonValue.Obj sent = sent(messages("""
            {"role":"user","content":[
             {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
             {"type":"image_url","image_url":{"url":"https://example.org/a.jpg","detail":"low"}},
             {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,BBBB"}},
             {"type":"file","file":{"file_data":"data:text/plain;base64,SGk="}}]}"""));

        assertThat(sent.list("messages").get(0)).hasToString("""
            {"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}},\
            {"type":"image","source":{"type":"url","url":"https://example.org/a.jpg"}},\
            {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"BBBB"},"title":"a.pdf"},\
            {"type":"document","source":{"type":"text","media_type":"text/plain","data":"Hi"}}]}""");
    }

    @Test
    void toolsAndChoice() throws Exception {
        JsonValue.Obj sent = sent(
                messages(USER)
                        + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"description\":\"d\",\"parameters\":{"
                        + "\"properties\":{\"x\":{\"type\":\"number\"}}}}},{\"type\":\"function\",\"function\":{\"name\":\"now\"}}],"
                        + "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"look\"}},\"parallel_tool_calls\":false");

        assertThat(sent.list("tools")).hasToString("""
            [{"name":"look","description":"d","input_schema":{"type":"object","properties":{"x":{"type":"number"}}}}, \
            {"name":"now","input_schema":{"type":"object","properties":{}}}]""");
        assertThat(sent.object("tool_choice"))
                .hasToString("{\"type\":\"tool\",\"name\":\"look\",\"disable_parallel_tool_use\":true}");
    }

    @Test
    void aSchemaIsAnOutputFormat() throws Exception {
        JsonValue.Obj sent = sent(messages(USER)
                + ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{\"type\":"
                + "\"object\"}}}");

        assertThat(sent.object("output_config"))
                .hasToString("{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"messages\":[]                                                              | at least one message",
                "\"messages\":[{\"role\":\"system\",\"content\":\"x\"}]                       | a message of the user",
                "\"messages\":[{\"role\":\"king\",\"content\":\"x\"}]                         | messages[0].role",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"video\"}]}]        | messages[0].content[0]",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":"
                        + "\"data:image/tiff;base64,AA\"}}]}] | image/tiff",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"A\","
                        + "\"format\":\"wav\"}}]}] | no audio",
                "\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"look\","
                        + "\"arguments\":\"[1\"}}]}] | 'look' are no JSON object",
                "\"logit_bias\":{\"5\":1},\"messages\":[{\"role\":\"user\",\"content\":\"x\"}] | logit_bias",
                "\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]                 | n: Anthropic",
            })
    void whatCannotBeSentIsNamed(String fields, String named) {
        assertThatThrownBy(() -> sent(fields))
                .isInstanceOf(UnsupportedRequestException.class)
                .hasMessageContaining(named);
    }
}
