package io.callstream.gateway.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where requests to Anthropic go and with which headers; and conversations that began with other providers. */
class AnthropicRequestsTest {
    private static final DialectRig CLAUDE = DialectRig.of("model: anthropic/claude-haiku-4-5, api_key: k");
    private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";

    @ParameterizedTest
    @CsvSource({
        "https://a.example, /v1/messages",
        "https://a.example/, /v1/messages",
        "https://a.example/v1, /v1/messages",
        "https://a.example/v1/, /v1/messages",
        "https://a.example/proxy, /proxy/v1/messages",
        "https://a.example/v1/messages, /v1/messages",
        "https://a.example/v1/messages/, /v1/messages",
        "https://a.example/proxy/messages, /proxy/messages",
        "https://a.example/v1?tenant=t, /v1/messages?tenant=t",
        "https://a.example/v1/messages?beta=true, /v1/messages?beta=true",
    })
    void peopleWriteTheServerItsVersionOrAllOfThePath(String base, String path) {
        assertThat(DialectRig.of("model: anthropic/claude, api_key: k, api_base: '" + base + "'")
                        .chat("")
                        .line())
                .isEqualTo("POST " + path);
    }

    @Test
    void theKeyAndTheVersionAreHeadersAndBetasOfTheClientGoAlong() {
        SentRequest sent = DialectRig.of("model: anthropic/claude, api_key: k")
                .saying("anthropic-beta", "b-1")
                .saying("anthropic-version", "2099-01-01")
                .saying("x-api-key", "mine")
                .chat("");

        assertThat(sent.headers())
                .containsEntry("x-api-key", "k")
                .containsEntry("anthropic-version", "2023-06-01")
                .containsEntry("anthropic-beta", "b-1")
                .containsEntry("host", "api.anthropic.com");
    }

    @Test
    void onlyChatsAreAnswered() {
        assertThat(CLAUDE.refused("/v1/embeddings", "{\"model\":\"m\",\"input\":\"a\"}"))
                .isEqualTo("model | Anthropic's models answer chat completions only, not embeddings.");
    }

    /** Anthropic takes letters, digits, _ and - in ids; Gemini's have the signature of a thought in them. */
    @ParameterizedTest
    @CsvSource({"call_1-A, true", "call_r_0__thought__c2ln+/8=, false", "fc 1, false", "a.b, false"})
    void idsThatOtherProvidersMadeAreOnesThatAnthropicTakes(String id, boolean stays) {
        String messages = CLAUDE.messages(
                        USER,
                        "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"" + id
                                + "\",\"function\":{\"name\":\"look\"}}]}",
                        "{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":\"red\"}")
                .at("messages");
        String called = messages.replaceFirst(".*\"type\":\"tool_use\",\"id\":\"([^\"]*)\".*", "$1");
        String answered = messages.replaceFirst(".*\"tool_use_id\":\"([^\"]*)\".*", "$1");

        assertThat(called).isEqualTo(answered).matches("[a-zA-Z0-9_-]{1,64}");
        assertThat(called.equals(id)).isEqualTo(stays);
    }

    @Test
    void thoughtsWithoutASignatureAreNotSentBack() {
        String thought =
                "{\"role\":\"assistant\",\"content\":\"%s\",\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"Hm\"}]}";

        assertThat(CLAUDE.messages(USER, thought.formatted("Yes")).at("messages"))
                .endsWith("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Yes\"}]}]");
        assertThat(CLAUDE.messages(USER, thought.formatted(""), USER).at("messages"))
                .isEqualTo(
                        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"},{\"type\":\"text\",\"text\":\"Hi\"}]}]");
    }

    @Test
    void aFileThatIsAPictureIsOne() {
        assertThat(CLAUDE.messages(
                                "{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"filename\":\"a.png\",\"file_data\":"
                                        + "\"data:image/png;base64,AAAA\"},\"cache_control\":{\"type\":\"ephemeral\"}}]}")
                        .at("messages"))
                .contains(
                        "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AAAA\"},"
                                + "\"cache_control\":{\"type\":\"ephemeral\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"image_url","image_url":{"url":"data:image/tiff;base64,AAAA"}} | messages: an image of the type 'image/tiff' cannot be sent to Anthropic (expected image/jpeg, image/png, image/gif or image/webp).
            {"type":"file","file":{"file_data":"data:video/mp4;base64,AAAA"}}      | messages: a file of the type 'video/mp4' cannot be sent to Anthropic (expected application/pdf or text/plain).
            {"type":"file","file":{"file_data":"data:text/plain;base64,A*A"}}      | messages: the content of a file is not in base64.
            {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}    | messages: Anthropic's models take no audio; send text, images or documents.
            """)
    void whatAnthropicTakesNotIsRefused(String part, String message) {
        assertThat(CLAUDE.messagesRefused("{\"role\":\"user\",\"content\":[" + part + "]}"))
                .isEqualTo("messages | " + message);
    }

    @Test
    void aConversationNeedsAUser() {
        assertThat(CLAUDE.messagesRefused("{\"role\":\"system\",\"content\":\"Be.\"}"))
                .isEqualTo(
                        "messages | messages: Anthropic's models need a message of the user beside those of the system.");
    }

    @Test
    void whatTheDeploymentSaysGoesAlong() {
        SentRequest sent = DialectRig.of(
                        "model: anthropic/claude, api_key: k, temperature: 0.25, additional_drop_params: [seed], modify_params: true")
                .chat("\"seed\":1");

        assertThat(sent.at("temperature")).isEqualTo("0.25");
    }
}
