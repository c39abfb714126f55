package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.provider.Delta;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a client says reaches every provider in some form, or is refused: a model that is not told all of a question answers another one.
 * And whatever an answer says reaches every client.
 */
class NothingIsLostTest {
    private static final String MARK = "mark-7f3a";
    private static final String BYTES = Base64.getEncoder().encodeToString(MARK.getBytes(StandardCharsets.US_ASCII));
    private static final String PNG =
            "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64," + BYTES + "\"}}";
    private static final String TOOL =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}]";
    private static final String CALL =
            "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
                    + "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]}";

    /** What is said, by where: a message, or more fields. */
    private static final Map<String, String> SAID = Map.ofEntries(
            Map.entry("a text", chat(user("\"" + MARK + "\""))),
            Map.entry("a part", chat(user("[{\"type\":\"text\",\"text\":\"" + MARK + "\"}]"))),
            Map.entry(
                    "the second of two parts",
                    chat(user("[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"" + MARK + "\"}]"))),
            Map.entry("a system's text", chat("{\"role\":\"system\",\"content\":\"" + MARK + "\"}," + user("\"Hi\""))),
            Map.entry(
                    "a system's part",
                    chat("{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"" + MARK + "\"}]},"
                            + user("\"Hi\""))),
            Map.entry(
                    "a developer's text",
                    chat("{\"role\":\"developer\",\"content\":\"" + MARK + "\"}," + user("\"Hi\""))),
            Map.entry(
                    "a system's text in the middle",
                    chat(user("\"Hi\"") + ",{\"role\":\"system\",\"content\":\"" + MARK + "\"}," + user("\"So?\""))),
            Map.entry(
                    "an assistant's text",
                    chat(user("\"Hi\"") + ",{\"role\":\"assistant\",\"content\":\"" + MARK + "\"}," + user("\"So?\""))),
            Map.entry(
                    "an assistant's refusal",
                    chat(user("\"Hi\"") + ",{\"role\":\"assistant\",\"content\":[{\"type\":\"refusal\","
                            + "\"refusal\":\"" + MARK + "\"}]}," + user("\"So?\""))),
            Map.entry(
                    "an assistant's text beside a call",
                    chat(user("\"Hi\"") + "," + CALL.replace("null", "\"" + MARK + "\"") + "," + result("\"Rain\""))
                            + "," + TOOL),
            Map.entry(
                    "an argument",
                    chat(user("\"Hi\"") + "," + CALL.replace("{}", "{\\\"at\\\":\\\"" + MARK + "\\\"}") + ","
                                    + result("\"Rain\""))
                            + "," + TOOL),
            Map.entry("a result", chat(user("\"Hi\"") + "," + CALL + "," + result("\"" + MARK + "\"")) + "," + TOOL),
            Map.entry(
                    "a result that is JSON",
                    chat(user("\"Hi\"") + "," + CALL + "," + result("\"{\\\"a\\\":\\\"" + MARK + "\\\"}\"")) + ","
                            + TOOL),
            Map.entry(
                    "a part of a result",
                    chat(user("\"Hi\"") + "," + CALL + ","
                                    + result("[{\"type\":\"text\",\"text\":\"a\"}," + "{\"type\":\"text\",\"text\":\""
                                            + MARK + "\"}]"))
                            + "," + TOOL),
            Map.entry(
                    "a picture of a result",
                    chat(user("\"Hi\"") + "," + CALL + "," + result("[{\"type\":\"text\",\"text\":\"a\"}," + PNG + "]"))
                            + "," + TOOL),
            Map.entry("a picture", chat(user("[{\"type\":\"text\",\"text\":\"a\"}," + PNG + "]"))),
            Map.entry("a picture of another case", chat(user("[" + PNG.replace("image/png", "IMAGE/PNG") + "]"))),
            Map.entry("a picture of a usual wrong name", chat(user("[" + PNG.replace("image/png", "image/jpg") + "]"))),
            Map.entry(
                    "a picture's address",
                    chat(user("[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x.example/" + MARK
                            + ".png\"}}]"))),
            Map.entry(
                    "a sound",
                    chat(user("[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"" + BYTES
                            + "\",\"format\":\"wav\"}}]"))),
            Map.entry(
                    "a file",
                    chat(user(
                            "[{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\",\"file_data\":\"data:application/pdf;base64,"
                                    + BYTES + "\"}}]"))),
            Map.entry(
                    "a file that is a text",
                    chat(user("[{\"type\":\"file\",\"file\":{\"filename\":\"a.txt\",\"file_data\":"
                            + "\"data:text/plain;base64," + BYTES + "\"}}]"))),
            Map.entry(
                    "a file that is kept", chat(user("[{\"type\":\"file\",\"file\":{\"file_id\":\"" + MARK + "\"}}]"))),
            Map.entry("a tool's name", chat(user("\"Hi\"")) + "," + TOOL.replace("look", MARK)),
            Map.entry(
                    "a tool's description",
                    chat(user("\"Hi\"")) + "," + TOOL.replace("\"look\"", "\"look\",\"description\":\"" + MARK + "\"")),
            Map.entry(
                    "a tool's schema",
                    chat(user("\"Hi\"")) + "," + TOOL.replace("{}", "{\"" + MARK + "\":{\"type\":\"string\"}}")),
            Map.entry(
                    "an old function",
                    chat(user("\"Hi\"")) + ",\"functions\":[{\"name\":\"" + MARK
                            + "\",\"parameters\":{\"type\":\"object\"}}]"),
            Map.entry("a stop", chat(user("\"Hi\"")) + ",\"stop\":\"" + MARK + "\""),
            Map.entry("the second of two stops", chat(user("\"Hi\"")) + ",\"stop\":[\"a\",\"" + MARK + "\"]"),
            Map.entry(
                    "an answer's schema",
                    chat(user("\"Hi\"")) + ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                            + "{\"name\":\"n\",\"schema\":{\"type\":\"object\",\"properties\":{\"" + MARK
                            + "\":{\"type\":\"string\"}}}}}"));

    static Stream<Arguments> said() {
        return Translation.PROVIDERS.stream()
                .map(provider -> Translation.of(new ChatForm(), provider))
                .flatMap(pair -> SAID.keySet().stream().sorted().map(name -> Arguments.of(name, pair)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("said")
    void whatIsSaidReachesTheProviderOrIsRefused(String name, Translation pair) throws Exception {
        try {
            String body = pair.asked("{\"model\":\"m\",\"max_tokens\":10," + SAID.get(name) + "}")
                    .body()
                    .toString();

            assertThat(body.contains(MARK) || body.contains(BYTES)).as(body).isTrue();
        } catch (UnsupportedRequestException | InvalidRequestException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static final List<Delta> ANSWER = List.of(
            new Delta.Begin("id", "model"),
            new Delta.Reasoning("said-reasoning"),
            new Delta.Text("said-text \uD83C\uDFB5\u2028\u0000\"\\\r\n"),
            new Delta.ToolCall(0, "said-id", "said-name", "{\"said-argument\":"),
            new Delta.ToolCall(0, null, null, "\"said-value\"}"),
            new Delta.Finish("tool_calls"),
            new Delta.Tokens(12_345, 67_890));

    static Stream<Arguments> forms() {
        return Translation.CLIENTS.stream()
                .flatMap(form -> Stream.of(false, true).map(stream -> Arguments.of(form, stream)));
    }

    @ParameterizedTest(name = "{0}, stream: {1}")
    @MethodSource("forms")
    void whatIsAnsweredReachesTheClient(ClientForm form, boolean stream) {
        Translation pair = Translation.of(form, new FakeConverse());

        assertThat(pair.written(stream, ANSWER))
                .contains(
                        "said-reasoning",
                        "said-text \uD83C\uDFB5",
                        "said-id",
                        "said-name",
                        "said-argument",
                        "said-value",
                        "12345",
                        "67890");
    }

    /** A stream whose events are lines: whatever a text holds, it ends none of them. */
    @ParameterizedTest(name = "{0}, stream: {1}")
    @MethodSource("forms")
    void aTextEndsNoLine(ClientForm form, boolean stream) {
        Translation pair = Translation.of(form, new FakeConverse());
        String all = "";
        List<Delta> deltas = new ArrayList<>(List.of(new Delta.Begin("i\nd", "mo\r\ndel")));
        for (char c = 0; c < 0x100; c++) {
            all += c;
        }
        deltas.add(new Delta.Text(all));
        deltas.add(new Delta.Reasoning(all));
        deltas.add(new Delta.ToolCall(0, "a\n\nb", "c\r\nd", "{}"));
        deltas.add(new Delta.Finish("stop"));

        String written = pair.written(stream, deltas);

        if (stream) {
            written.lines()
                    .filter(line -> line.startsWith("data: {"))
                    .forEach(line -> Json.read(line.substring("data: ".length())));
            assertThat(written.lines().filter(line -> !line.isEmpty()))
                    .allMatch(line -> line.startsWith("data: ") || line.startsWith("event: "));
        } else {
            assertThat(Json.read(written).toString()).contains("\u00ff");
        }
    }

    private static String chat(String messages) {
        return "\"messages\":[" + messages + "]";
    }

    private static String user(String content) {
        return "{\"role\":\"user\",\"content\":" + content + "}";
    }

    private static String result(String content) {
        return "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":" + content + "}";
    }
}
