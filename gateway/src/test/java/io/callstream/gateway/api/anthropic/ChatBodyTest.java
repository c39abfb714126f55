package io.callstream.gateway.api.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.odd.OddJson;
import io.callstream.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request to the Messages API is as a chat, field by field, for providers of another form. */
class ChatBodyTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "max_tokens | \"max_tokens\":5 | 5",
                "temperature | \"temperature\":0.50 | 0.50",
                "stop | \"stop_sequences\":[\"a\"] | [\"a\"]",
                "stop | \"stop_sequences\":null | null",
                "stop_sequences | \"stop_sequences\":[\"a\"] | null",
                "user | \"metadata\":{\"user_id\":\"u\"} | \"u\"",
                "user | \"metadata\":{\"user_id\":7} | null",
                "user | \"metadata\":\"u\" | null",
                "reasoning_effort | \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024} | \"low\"",
                "reasoning_effort | \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048} | \"low\"",
                "reasoning_effort | \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2049} | \"medium\"",
                "reasoning_effort | \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":8193} | \"high\"",
                "reasoning_effort | \"thinking\":{\"type\":\"adaptive\"} | \"medium\"",
                "reasoning_effort | \"thinking\":{\"type\":\"disabled\"} | null",
                "reasoning_effort | \"thinking\":{} | null",
                "reasoning_effort | \"thinking\":true | null",
                "reasoning_effort | \"output_config\":{\"effort\":\"low\"} | \"low\"",
                "reasoning_effort | \"output_config\":{\"effort\":\"max\"} | \"high\"",
                "reasoning_effort | \"output_config\":{\"effort\":\"low\"},\"thinking\":{\"type\":\"disabled\"} | \"low\"",
                "thinking | \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024} | null",
                "service_tier | \"service_tier\":\"auto\" | null",
                "context_management | \"context_management\":{} | null",
                "top_k | \"top_k\":7 | 7",
                "tool_choice | \"tool_choice\":{\"type\":\"auto\"} | \"auto\"",
                "tool_choice | \"tool_choice\":{\"type\":\"any\"} | \"required\"",
                "tool_choice | \"tool_choice\":{\"type\":\"none\"} | \"none\"",
                "tool_choice | \"tool_choice\":{\"type\":\"tool\",\"name\":\"f\"} | {\"type\":\"function\",\"function\":{\"name\":\"f\"}}",
                "tool_choice | \"tool_choice\":{} | {}",
                "tool_choice | \"tool_choice\":\"none\" | \"none\"",
                "tool_choice | \"tool_choice\":null | null",
                "tool_choice | \"tool_choice\":{\"type\":\"tool\"} | {\"type\":\"function\",\"function\":{}}",
                "tools | \"tools\":{\"name\":\"f\"} | {\"name\":\"f\"}",
                "tools | \"tools\":null | null",
                "parallel_tool_calls | \"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true} | false",
                "parallel_tool_calls | \"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":false} | null",
                "response_format | \"output_format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}} | {\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"schema\":{\"type\":\"object\"},\"strict\":true}}",
                "response_format | \"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}} | {\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"schema\":{},\"strict\":true}}",
                "response_format | \"output_format\":{\"type\":\"json_schema\"} | null",
                "response_format | \"output_config\":{\"effort\":\"low\"},\"output_format\":{\"type\":\"json_schema\",\"schema\":{\"a\":1}} | {\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"schema\":{\"a\":1},\"strict\":true}}",
                "response_format | \"output_config\":{\"format\":{\"schema\":{}}},\"output_format\":{\"schema\":{\"a\":1}} | {\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"schema\":{},\"strict\":true}}",
                "reasoning_effort | \"thinking\":{\"type\":\"enabled\",\"budget_tokens\":8192} | \"medium\"",
                "reasoning_effort | \"output_config\":{\"format\":{}},\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":9000} | \"high\"",
                "tools | \"tools\":[] | null",
                "tools | \"tools\":[{\"name\":\"f\",\"description\":\"d\",\"input_schema\":{\"type\":\"object\"},\"strict\":true,\"cache_control\":{\"type\":\"ephemeral\"}}] | [{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"parameters\":{\"type\":\"object\"},\"strict\":true},\"cache_control\":{\"type\":\"ephemeral\"}}]",
                "tools | \"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}] | [{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]",
                "tools | \"tools\":[7] | [7]",
            })
    void aFieldIsTheChatsOrStaysForItsProvider(String name, String sent, String chat) {
        JsonValue.Obj body = ChatBody.of((JsonValue.Obj) OddJson.read("{" + MESSAGES + "," + sent + "}"));

        assertThat(body.get(name) == null ? null : body.get(name).toString()).isEqualTo(chat);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"role\":\"user\",\"content\":\"Hi\"}` | `{\"role\":\"user\",\"content\":\"Hi\"}`",
                "`{\"role\":\"user\"}` | `{\"role\":\"user\",\"content\":null}`",
                "`{\"role\":\"user\",\"content\":[]}` | `{\"role\":\"user\",\"content\":[]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"}}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"QQ==\"}}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,QQ==\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x.example/a.png\"}}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/a.png\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"file\",\"file_id\":\"f-1\"}}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f-1\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"title\":\"t\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"é\"}}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"filename\":\"t\",\"file_data\":\"data:text/plain;base64,w6k=\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"https://x.example/a.pdf\"}}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"https://x.example/a.pdf\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"something_new\",\"a\":1}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"something_new\",\"a\":1}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"QQ==\"},\"cache_control\":{\"type\":\"ephemeral\"}}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_data\":\"data:application/pdf;base64,QQ==\"},\"cache_control\":{\"type\":\"ephemeral\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"file\",\"file_id\":\"f-1\"}}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f-1\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"document\"}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://x.example/a.png\"},\"cache_control\":{\"type\":\"ephemeral\"}}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/a.png\"},\"cache_control\":{\"type\":\"ephemeral\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}` | `{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}`",
                "`{\"role\":\"assistant\",\"content\":[{\"type\":\"redacted_thinking\",\"data\":\"d\"},{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"tool_use\",\"id\":\"c\",\"name\":\"f\",\"input\":{}}]}` | `{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}],\"thinking_blocks\":[{\"type\":\"redacted_thinking\",\"data\":\"d\"}],\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"c\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"QQ==\"}}],\"cache_control\":{\"type\":\"ephemeral\"}}]}` | `{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,QQ==\"}}],\"cache_control\":{\"type\":\"ephemeral\"}}`",
                "`7` | `7`",
                "`{\"role\":\"user\",\"content\":[7]}` | `{\"role\":\"user\",\"content\":[7]}`",
                "`{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"c\",\"name\":\"f\",\"input\":{\"a\":1.50}}]}` | `{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1.50}\"}}]}`",
                "`{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"c\",\"name\":\"f\"}]}` | `{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}`",
                "`{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"s\"},{\"type\":\"text\",\"text\":\"Yes\"}]}` | `{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Yes\"}],\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"s\"}]}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"c\",\"content\":\"Rain\"}]}` | `{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"Rain\"}`",
                "`{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"c\"}]}` | `{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"\"}`",
            })
    void aMessageIsOneOfTheChats(String sent, String chat) {
        assertThat(messages(sent)).isEqualTo("[" + chat + "]");
    }

    @Test
    void resultsOfToolsAreMessagesOfTheirOwnBeforeWhatElseTheTurnSays() {
        assertThat(messages("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"And?\"},"
                        + "{\"type\":\"tool_result\",\"tool_use_id\":\"c1\",\"content\":[{\"type\":\"text\",\"text\":\"Rain\"}]},"
                        + "{\"type\":\"tool_result\",\"tool_use_id\":\"c2\",\"content\":\"Sun\"}]}"))
                .isEqualTo(
                        "[{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":[{\"type\":\"text\",\"text\":\"Rain\"}]},"
                                + "{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content\":\"Sun\"},"
                                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"And?\"}]}]");
    }

    @Test
    void theSystemComesFirstAndNullIsNone() {
        JsonValue.Obj texts = ChatBody.of((JsonValue.Obj) OddJson.read("{" + MESSAGES + ",\"system\":\"Be kind.\"}"));
        JsonValue.Obj blocks = ChatBody.of((JsonValue.Obj)
                OddJson.read("{" + MESSAGES + ",\"system\":[{\"type\":\"text\",\"text\":\"Be kind.\"}]}"));
        JsonValue.Obj none = ChatBody.of((JsonValue.Obj) OddJson.read("{" + MESSAGES + ",\"system\":null}"));

        assertThat(texts.list("messages").get(0)).hasToString("{\"role\":\"system\",\"content\":\"Be kind.\"}");
        assertThat(blocks.list("messages").get(0))
                .hasToString("{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"Be kind.\"}]}");
        assertThat(none.list("messages")).hasSize(1);
    }

    private static String messages(String message) {
        return String.valueOf(ChatBody.of((JsonValue.Obj) OddJson.read("{\"messages\":[" + message + "]}"))
                .get("messages"));
    }
}
