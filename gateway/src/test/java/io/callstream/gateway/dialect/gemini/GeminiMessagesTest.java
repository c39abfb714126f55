package io.callstream.gateway.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a conversation in OpenAI's form. */
class GeminiMessagesTest {
    private static final DialectRig GEMINI = DialectRig.of("model: gemini/gemini-2.5-flash, api_key: k");
    private static final DialectRig GEMINI_3 = DialectRig.of("model: gemini/gemini-3-flash-preview, api_key: k");
    private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";

    private static String contents(String... messages) {
        return GEMINI.messages(messages).at("contents");
    }

    private static String part(String part) {
        return contents("{\"role\":\"user\",\"content\":[" + part + "]}")
                .replaceFirst("^\\[\\{\"role\":\"user\",\"parts\":\\[(.*)]}]$", "$1");
    }

    @Test
    void systemMessagesStandBesideTheConversationWhereverTheyStood() {
        var sent = GEMINI.messages(
                "{\"role\":\"system\",\"content\":\"Be brief.\"}",
                USER,
                "{\"role\":\"developer\",\"content\":[{\"type\":\"text\",\"text\":\"Be kind.\"}]}");

        assertThat(sent.at("systemInstruction"))
                .isEqualTo("{\"parts\":[{\"text\":\"Be brief.\"},{\"text\":\"Be kind.\"}]}");
        assertThat(sent.at("contents")).isEqualTo("[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]");
    }

    @Test
    void turnsOfOneSideAreOne() {
        assertThat(contents(
                        USER,
                        "{\"role\":\"user\",\"content\":\"There?\"}",
                        "{\"role\":\"assistant\",\"content\":\"Yes\"}",
                        "{\"role\":\"assistant\",\"content\":\"I am\"}",
                        USER))
                .isEqualTo("[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"},{\"text\":\"There?\"}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"Yes\"},{\"text\":\"I am\"}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]");
    }

    @Test
    void messagesWithoutContentAreNoTurns() {
        assertThat(contents(USER, "{\"role\":\"assistant\",\"content\":\"\"}", USER))
                .isEqualTo("[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"},{\"text\":\"Hi\"}]}]");
    }

    @Test
    void aConversationWithoutAUserIsRefused() {
        assertThat(GEMINI.messagesRefused("{\"role\":\"system\",\"content\":\"Be brief.\"}"))
                .isEqualTo(
                        "messages | messages: Gemini's models need a message of the user beside those of the system.");
    }

    @Test
    void thoughtsAreNotSentBack() {
        assertThat(contents(
                        USER,
                        "{\"role\":\"assistant\",\"content\":\"Yes\",\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":"
                                + "\"Hm\",\"signature\":\"s\"},{\"type\":\"redacted_thinking\",\"data\":\"d\"}]}"))
                .endsWith("{\"role\":\"model\",\"parts\":[{\"text\":\"Yes\"}]}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}} | inlineData | image/png
            {"type":"image_url","image_url":{"url":"data:image/jpg;base64,AAAA"}} | inlineData | image/jpeg
            {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}} | inlineData | audio/wav
            {"type":"file","file":{"file_data":"AAAA"}} | inlineData | application/pdf
            {"type":"file","file":{"file_data":"AAAA","format":"video/mp4"}} | inlineData | video/mp4
            {"type":"file","file":{"file_data":"data:text/csv;base64,AAAA","format":"text/plain"}} | inlineData | text/csv
            """)
    void contentThatIsThereIsInline(String part, String field, String type) {
        assertThat(part(part)).isEqualTo("{\"" + field + "\":{\"mimeType\":\"" + type + "\",\"data\":\"AAAA\"}}");
    }

    /** Google takes the type that is said; the ending of a name says it where nobody does. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            image_url | https://example.org/a.png                 | image/png
            image_url | https://example.org/a.PNG?size=large.jpg  | image/png
            image_url | https://example.org/a.webp#top.gif        | image/webp
            image_url | https://example.org/a.jpg                 | image/jpeg
            image_url | https://example.org/picture               | image/jpeg
            image_url | gs://bucket/a.heic                        | image/heic
            file      | https://example.org/a.pdf                 | application/pdf
            file      | https://example.org/report                | application/pdf
            file      | gs://bucket/notes.txt                     | text/plain
            file      | gs://bucket/table.csv                     | text/csv
            file      | gs://bucket/film.mp4                      | video/mp4
            file      | gs://bucket/film.mov                      | video/mov
            file      | gs://bucket/song.mp3                      | audio/mp3
            file      | files/abc                                 | application/pdf
            """)
    void contentElsewhereIsNamedWithItsType(String kind, String uri, String type) {
        assertThat(part(elsewhere(kind, uri, "")))
                .isEqualTo("{\"fileData\":{\"mimeType\":\"" + type + "\",\"fileUri\":\"" + uri + "\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            image_url | https://example.org/picture | image/webp | image/webp
            image_url | gs://bucket/a.png           | image/jpg  | image/jpeg
            file      | https://example.org/v1beta/files/abc | video/mp4 | video/mp4
            file      | files/abc                   | audio/mp3  | audio/mp3
            """)
    void theTypeThatTheClientSaysWins(String kind, String uri, String format, String type) {
        assertThat(part(elsewhere(kind, uri, ",\"format\":\"" + format + "\"")))
                .contains("\"mimeType\":\"" + type + "\"");
    }

    private static String elsewhere(String kind, String uri, String more) {
        return kind.equals("file")
                ? "{\"type\":\"file\",\"file\":{\"file_id\":\"" + uri + "\"" + more + "}}"
                : "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + uri + "\"" + more + "}}";
    }

    private static String called(String id, String arguments) {
        return "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"" + id
                + "\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"" + arguments + "\"}}]}";
    }

    private static String result(String id, String content) {
        return "{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":" + content + "}";
    }

    /** A response has to be an object: what is one stays, anything else is the result of one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "red"                | {"result":"red"}
            "{\\"at\\":1}"       | {"at":1}
            "[1,2]"              | {"result":[1,2]}
            "7"                  | {"result":7}
            "null"               | {"result":null}
            "{\\"at\\":"         | {"result":"{\\"at\\":"}
            ""                   | {"result":""}
            [{"type":"text","text":"r"},{"type":"text","text":"ed"}] | {"result":"red"}
            """)
    void resultsOfToolsAreObjectsWithTheNameOfTheTool(String content, String response) {
        assertThat(contents(USER, called("a", "{\\\"x\\\":1}"), result("a", content)))
                .endsWith("{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"look\",\"args\":{\"x\":1}}}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"look\",\"response\":"
                        + response
                        + "}}]}]");
    }

    @Test
    void picturesOfAResultStandBehindIt() {
        assertThat(contents(
                        USER,
                        called("a", ""),
                        result(
                                "a",
                                "[{\"type\":\"text\",\"text\":\"here\"},{\"type\":\"image_url\",\"image_url\":{\"url\":"
                                        + "\"data:image/png;base64,AAAA\"}}]")))
                .endsWith("{\"functionResponse\":{\"name\":\"look\",\"response\":{\"result\":\"here\"}}},"
                        + "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}}]}]");
    }

    @Test
    void aResultBeforeItsCallIsRefused() {
        assertThat(GEMINI.messagesRefused(USER, result("a", "\"red\""), called("a", "")))
                .isEqualTo("messages | messages: a tool's result has to come after the assistant's call with its"
                        + " tool_call_id.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1]
            nothing
            {\\"x\\":
            """)
    void argumentsThatAreNoObjectAreRefused(String arguments) {
        assertThat(GEMINI.messagesRefused(USER, called("a", arguments)))
                .isEqualTo("messages | messages: the arguments of the tool call 'look' are no JSON object.");
    }

    @Test
    void theSignatureOfACallComesBackWithIt() {
        assertThat(contents(USER, called("call_1__thought__c2ln", "{}"), result("call_1__thought__c2ln", "\"red\"")))
                .contains("{\"functionCall\":{\"name\":\"look\",\"args\":{}},\"thoughtSignature\":\"c2ln\"}");
    }

    /** Gemini 3 refuses a turn whose first call has none, which those of other providers' models, before a fallback, have not. */
    @Test
    void callsOfOtherProvidersModelsAreMarkedAsSuch() {
        String two =
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"look\"}},{\"id\":\"b\","
                        + "\"function\":{\"name\":\"now\"}}]}";
        String[] conversation = {
            USER, two, result("a", "\"red\""), result("b", "\"12\""), called("c", ""), result("c", "\"x\"")
        };

        assertThat(GEMINI_3.messages(conversation).at("contents"))
                .contains(
                        "[{\"functionCall\":{\"name\":\"look\",\"args\":{}},\"thoughtSignature\":"
                                + "\"skip_thought_signature_validator\"},{\"functionCall\":{\"name\":\"now\",\"args\":{}}}]",
                        "[{\"functionCall\":{\"name\":\"look\",\"args\":{}},\"thoughtSignature\":"
                                + "\"skip_thought_signature_validator\"}]");
        assertThat(GEMINI.messages(conversation).at("contents")).doesNotContain("thoughtSignature");
    }

    @Test
    void callsOfGeminisOwnKeepWhatTheyHave() {
        String two =
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a__thought__c2ln\",\"function\":{\"name\":\"look\"}},"
                        + "{\"id\":\"b\",\"function\":{\"name\":\"now\"}}]}";

        assertThat(GEMINI_3.messages(USER, two, result("a__thought__c2ln", "\"1\""), result("b", "\"2\""))
                        .at("contents"))
                .contains("\"thoughtSignature\":\"c2ln\"},{\"functionCall\":{\"name\":\"now\",\"args\":{}}}]");
    }
}
