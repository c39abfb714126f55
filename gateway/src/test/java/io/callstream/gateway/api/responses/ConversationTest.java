package io.callstream.gateway.api.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.odd.OddJson;
import io.callstream.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the items of a request to the Responses API are as messages of a chat, and which are refused, by their place. */
class ConversationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"role\":\"user\",\"content\":\"Hi\"}` | `{\"role\":\"user\",\"content\":\"Hi\"}`",
                "`{\"type\":\"message\",\"role\":\"developer\",\"content\":\"Hi\"}` | `{\"role\":\"developer\",\"content\":\"Hi\"}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Hi\"}]}` | `{\"role\":\"user\",\"content\":\"Hi\"}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"a\"},{\"type\":\"input_text\",\"text\":\"b\"}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":\"https://x.example/a.png\"}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/a.png\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":\"https://x.example/a.png\",\"detail\":\"low\"}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/a.png\",\"detail\":\"low\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"file_id\":\"f-1\"}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f-1\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"filename\":\"a\",\"file_data\":\"QQ==\"}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"filename\":\"a\",\"file_data\":\"data:application/pdf;base64,QQ==\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"file_url\":\"https://x.example/a.pdf\"}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"https://x.example/a.pdf\"}}]}`",
                "`{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"}` | `{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}`",
                "`{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"Rain\"}` | `{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"Rain\"}`",
            })
    void anItemIsAMessage(String item, String message) throws Exception {
        assertThat(messages(item)).isEqualTo("[" + message + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7 | input[0]",
                "\"Hi\" | input[0]",
                "{\"content\":\"Hi\"} | input[0].role",
                "{\"role\":7,\"content\":\"Hi\"} | input[0].role",
                "{\"role\":\"user\",\"content\":7} | input[0].content",
                "{\"role\":\"user\",\"content\":{}} | input[0].content",
                "{\"role\":\"user\",\"content\":[7]} | input[0].content[0]",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_text\"}]} | input[0].content[0].text",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":7}]} | input[0].content[0].text",
                "{\"role\":\"user\",\"content\":[{\"type\":\"refusal\",\"text\":\"a\"}]} | input[0].content[0].refusal",
                "{\"role\":\"user\",\"content\":[{\"type\":\"video\"}]} | input[0].content[0]",
                "{\"role\":\"user\",\"content\":[{}]} | input[0].content[0]",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_image\"}]} | input[0].content[0]",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"filename\":\"a\"}]} | input[0].content[0]",
                "{\"type\":\"function_call\",\"name\":\"f\"} | input[0].call_id",
                "{\"type\":\"function_call\",\"call_id\":\"c\"} | input[0].name",
                "{\"type\":\"function_call_output\",\"output\":\"Rain\"} | input[0].call_id",
            })
    void whatIsNoItemIsRefusedByItsPlace(String item, String param) {
        assertThatThrownBy(() -> messages(item))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.param()).isEqualTo(param));
    }

    @Test
    void whatTheModelSaidInOneTurnIsOneMessage() throws Exception {
        assertThat(messages("{\"role\":\"user\",\"content\":\"Hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Let me see.\"},"
                        + "{\"type\":\"function_call\",\"call_id\":\"a\",\"name\":\"f\",\"arguments\":\"{}\"},"
                        + "{\"type\":\"function_call\",\"call_id\":\"b\",\"name\":\"g\",\"arguments\":\"{}\"},"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"a\",\"output\":\"1\"},"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"b\",\"output\":\"2\"},"
                        + "{\"role\":\"user\",\"content\":\"So?\"}"))
                .isEqualTo("[{\"role\":\"user\",\"content\":\"Hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Let me see.\",\"tool_calls\":["
                        + "{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                        + "{\"id\":\"b\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"1\"},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"b\",\"content\":\"2\"},"
                        + "{\"role\":\"user\",\"content\":\"So?\"}]");
    }

    @Test
    void nothingIsNoMessage() throws Exception {
        assertThat(new Conversation().messages()).isEmpty();
    }

    private static String messages(String items) throws InvalidRequestException {
        Conversation conversation = new Conversation();
        List<JsonValue> read = ((JsonValue.Arr) OddJson.read("[" + items + "]")).elements();
        conversation.add("input", read);
        return new JsonValue.Arr(conversation.messages()).toString();
    }
}
