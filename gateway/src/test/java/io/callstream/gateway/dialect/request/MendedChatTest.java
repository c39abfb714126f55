package io.callstream.gateway.dialect.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.chat.ChatMessage;
import io.callstream.gateway.chat.ChatReader;
import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.OutputFormat;
import io.callstream.gateway.chat.Part;
import io.callstream.gateway.chat.ToolChoice;
import io.callstream.gateway.chat.Tools;
import io.callstream.json.Slice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code modify_params} makes of conversations that Claude refuses; each as one line: whose word, and what was said. */
class MendedChatTest {
    private static ChatRequest mended(String messages, String more, boolean endsWithUser) throws Exception {
        return MendedChat.of(
                ChatReader.read(Slice.of("{\"messages\":[" + messages + "]" + more + "}")), true, endsWithUser);
    }

    private static String line(ChatRequest chat) {
        return chat.messages().stream()
                .map(message -> message.role().name().toLowerCase(Locale.ROOT) + "("
                        + message.parts().stream().map(MendedChatTest::word).collect(Collectors.joining(" + ")) + ")")
                .collect(Collectors.joining(" "));
    }

    private static String word(Part part) {
        if (part instanceof Part.ToolCall call) {
            return "calls " + call.id();
        }
        if (part instanceof Part.ToolResult result) {
            return result.callId() + " gave "
                    + result.content().stream().map(MendedChatTest::word).toList();
        }
        return part instanceof Part.Text text ? "'" + text.text() + "'" : "a thought";
    }

    /** Messages as they are written below: a role's letter and its text, or t:id for a result, c:id for a call. */
    private static String message(String word) {
        String said = word.substring(2);
        return switch (word.charAt(0)) {
            case 's' -> "{\"role\":\"system\",\"content\":\"" + said + "\"}";
            case 'u' -> "{\"role\":\"user\",\"content\":\"" + said + "\"}";
            case 'a' -> "{\"role\":\"assistant\",\"content\":\"" + said + "\"}";
            case 't' -> "{\"role\":\"tool\",\"tool_call_id\":\"" + said + "\",\"content\":\"ok\"}";
            default ->
                "{\"role\":\"assistant\",\"tool_calls\":["
                        + List.of(said.split(",")).stream()
                                .map(id -> "{\"id\":\"" + id + "\",\"function\":{\"name\":\"look\"}}")
                                .collect(Collectors.joining(","))
                        + "]}";
        };
    }

    private static String messages(String words) {
        return List.of(words.strip().split("\\s*;\\s*")).stream()
                .map(MendedChatTest::message)
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            u:Hi                       | user('Hi')
            s:Be; u:Hi                 | system('Be') user('Hi')
            a:Hello                    | user('Please go on.') assistant('Hello')
            s:Be; a:Hello; u:Hi        | system('Be') user('Please go on.') assistant('Hello') user('Hi')
            s:Be                       | system('Be') user('Please go on.')
            u:Hi; a:So \\n             | user('Hi') assistant('So')
            u:Hi; a:So \\n; u:Yes      | user('Hi') assistant('So \\n') user('Yes')
            u:\\t; a:Yes; u:Hi         | user('(empty message)') assistant('Yes') user('Hi')
            u:Hi; a: ; u:Yes           | user('Hi') assistant('(empty message)') user('Yes')
            u:; a:Yes; u:Hi            | user('(empty message)') assistant('Yes') user('Hi')
            u:Hi; a:; u:Yes            | user('Hi') assistant('(empty message)') user('Yes')
            u:Hi; a:So\\t; s:Be       | user('Hi') assistant('So') system('Be')
            u:Hi; a:\\t               | user('Hi')
            u:Hi; a:                   | user('Hi')
            s:\\n; u:Hi                | user('Hi')
            u:Hi; c:a; t:a; u:So?      | user('Hi') assistant(calls a) tool(a gave ['ok']) user('So?')
            u:Hi; c:a; u:So?           | user('Hi') assistant(calls a) tool(a gave ['(The tool was not run; there is no result.)']) user('So?')
            u:Hi; c:a,b; t:b; u:So?    | user('Hi') assistant(calls a + calls b) tool(b gave ['ok']) tool(a gave ['(The tool was not run; there is no result.)']) user('So?')
            u:Hi; c:a                  | user('Hi') assistant(calls a) tool(a gave ['(The tool was not run; there is no result.)'])
            u:Hi; c:a; t:a; t:a; u:So? | user('Hi') assistant(calls a) tool(a gave ['ok']) user('So?')
            u:Hi; t:a; u:So?           | user('Hi') user('So?')
            u:Hi; c:a; u:No; t:a       | user('Hi') assistant(calls a) tool(a gave ['(The tool was not run; there is no result.)']) user('No')
            """)
    void whatIsRefusedIsMended(String words, String expected) throws Exception {
        assertThat(line(mended(messages(words), "", false)).replace("\n", "\\n"))
                .isEqualTo(expected);
    }

    @Test
    void theLastWordIsTheUsersWhereItHasToBe() throws Exception {
        assertThat(line(mended(messages("u:Hi; a:So "), "", true)))
                .isEqualTo("user('Hi') assistant('So') user('Please go on.')");
        assertThat(line(mended(messages("u:Hi"), "", true))).isEqualTo("user('Hi')");
    }

    @Test
    void blanksWithinAMessageAndAResultAreLeftOut() throws Exception {
        String blanks = "[{\"type\":\"text\",\"text\":\" \"},{\"type\":\"text\",\"text\":\"Hi\"}]";

        assertThat(line(mended(
                        "{\"role\":\"user\",\"content\":" + blanks + "}," + message("c:a")
                                + ",{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":" + blanks + "}",
                        "",
                        false)))
                .isEqualTo("user('Hi') assistant(calls a) tool(a gave ['Hi'])");
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "',\"thinking_blocks\":[{\"thinking\":\"Hm\",\"signature\":\"s\"}]', true",
        "',\"thinking_blocks\":[{\"data\":\"d\"}]', true"
    })
    void thinkingIsNotAskedForWhereThoughtsWereNotKept(String thoughts, boolean thinks) throws Exception {
        String called = message("c:a").replaceFirst("}$", thoughts.replace("\\", "\\\\") + "}");
        ChatRequest chat = mended(
                message("u:Hi") + "," + called + "," + message("t:a"),
                ",\"thinking\":{\"type\":\"enabled\"},\"reasoning_effort\":\"low\",\"seed\":1",
                false);

        assertThat(chat.parameters().containsKey("thinking")).isEqualTo(thinks);
        assertThat(chat.parameters().containsKey("reasoning_effort")).isEqualTo(thinks);
        assertThat(chat.parameters()).containsKey("seed");
    }

    @Test
    void thinkingStaysWhereNoToolWasCalled() throws Exception {
        assertThat(mended(messages("u:Hi; a:Yes; u:So?"), ",\"reasoning_effort\":\"low\"", false)
                        .parameters())
                .containsKey("reasoning_effort");
    }

    @Provide
    Arbitrary<List<String>> conversations() {
        return Arbitraries.of("s:Be", "u:Hi", "u: ", "u:", "a:So ", "a:", "c:a", "c:a,b", "t:a", "t:b")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    /** Whatever was said: calls are answered at once and once, nothing is blank, a user begins. */
    @Property(tries = 100)
    void anyConversationIsTakenAfterwards(@ForAll("conversations") List<String> words) throws Exception {
        List<ChatMessage> messages = mended(messages(String.join(";", words)), "", false).messages().stream()
                .filter(message -> message.role() != ChatMessage.Role.SYSTEM)
                .toList();

        assertThat(messages.get(0).role()).isEqualTo(ChatMessage.Role.USER);
        assertThat(messages).allMatch(message -> !message.parts().isEmpty());
        assertThat(line(MendedChat.of(again(messages), true, false))).isEqualTo(line(again(messages)));
    }

    private static ChatRequest again(List<ChatMessage> messages) {
        return new ChatRequest(messages, new Tools(List.of(), ToolChoice.UNSAID, null), OutputFormat.TEXT, Map.of());
    }
}
