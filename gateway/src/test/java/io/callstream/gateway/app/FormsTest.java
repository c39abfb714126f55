package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Requests that are forms with files: they go on as they came, and are told by what is in them, never by the files' bytes. */
class FormsTest {
    private static final String BOUNDARY = "----form-7MA4YWxk";
    private static final String HEARD = "{\"text\":\"Guten Tag\",\"usage\":{\"type\":\"duration\",\"seconds\":90}}";

    private final Http http = new Http();

    @Test
    void theFileReachesTheProviderUnchangedAndTheModelUnderItsName() throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, HEARD));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "whisper-1")) {
            String form = field("model", "m") + file("a.mp3", "SOUND\r\n--SOUND") + field("language", "de") + end();

            HttpResponse<String> response = post(gateway, "/v1/audio/transcriptions", form);

            assertThat(response.body()).isEqualTo(HEARD);
            assertThat(provider.asked().get(0).head())
                    .startsWith("POST /v1/audio/transcriptions HTTP/1.1")
                    .contains("content-type: multipart/form-data; boundary=" + BOUNDARY);
            assertThat(provider.asked().get(0).body())
                    .isEqualTo(form.replace("\r\n\r\nm\r\n", "\r\n\r\nwhisper-1\r\n"));
        }
    }

    @Test
    void eventsTellTheFieldsAndOfFilesNameTypeLengthAndHash() throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, HEARD));
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), "")) {
            String form = field("model", "whisper-1")
                    + field("user", "user-7")
                    + field("litellm_session_id", "session-1")
                    + file("a.mp3", "abc")
                    + end();

            post(gateway, "/v1/audio/transcriptions", form);

            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            PreCallEvent before = gateway.tape().await(PreCallEvent.class);
            assertThat(before.getCallType()).isEqualTo("atranscription");
            assertThat(before.getModelGroup()).isEqualTo("whisper-1");
            assertThat(before.getEndUser()).isEqualTo("user-7");
            assertThat(before.getSessionId()).isEqualTo("session-1");
            assertThat(before.getRequestBytes()).isEqualTo(form.length());
            assertThat(before.getRequestBody())
                    .contains("\"file\":{\"filename\":\"a.mp3\",\"content_type\":\"audio/mpeg\",\"bytes\":3,\"sha256\":"
                            + "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"}");
            assertThat(event.getCostNanoUsd()).isEqualTo(90 * 100_000L);
            assertThat(provider.asked().get(0).body())
                    .doesNotContain("session-1")
                    .contains("user-7");
        }
    }

    @Test
    void theModelOfThePathIsPutIntoAFormThatNamesNone() throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, HEARD));
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), "")) {
            post(gateway, "/openai/deployments/whisper/audio/translations?api-version=1", file("a.mp3", "x") + end());

            assertThat(provider.asked().get(0).body())
                    .isEqualTo(file("a.mp3", "x") + field("model", "whisper") + end());
        }
    }

    @Test
    void aTextPassesThroughAndIsToldAsText() throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(
                        ScriptedProvider.answer(200, "text/plain; charset=utf-8", "1\n00:00 Hallo\n"));
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), "")) {
            String form = field("model", "whisper-1") + field("response_format", "srt") + file("a", "x") + end();

            HttpResponse<String> response = post(gateway, "/v1/audio/transcriptions", form);

            assertThat(response.body()).isEqualTo("1\n00:00 Hallo\n");
            assertThat(response.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
            assertThat(gateway.tape().await(SuccessEvent.class).getResponseBody())
                    .contains("\"text\":\"1\\u000a00:00 Hallo\\u000a\"");
        }
    }

    @Test
    void aFormThatDoesNotEndIsRefusedBeforeAnybodyIsAsked() throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, HEARD));
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), "")) {
            HttpResponse<String> response =
                    post(gateway, "/v1/audio/transcriptions", field("model", "whisper-1") + "--" + BOUNDARY);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("boundary of its content-type");
            assertThat(provider.asked()).isEmpty();
            assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo("INVALID_REQUEST");
        }
    }

    @Test
    void aLongFileIsReadElsewhereAndGoesOnWhole() throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, HEARD));
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), "")) {
            String sound = "0123456789abcdef".repeat(8 << 16);
            String form = field("model", "whisper-1") + file("long.wav", sound) + end();

            HttpResponse<String> response = post(gateway, "/v1/audio/transcriptions", form);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(provider.asked().get(0).body()).isEqualTo(form);
            assertThat(gateway.tape().await(PreCallEvent.class).getRequestBody())
                    .contains("\"bytes\":" + sound.length())
                    .hasSizeLessThan(300);
        }
    }

    @Test
    void whatIsTakenOutForProvidersIsTakenOutOfFields() throws IOException {
        String redaction = """
            callstream:
              redaction:
                rules: [{detectors: [mail], apply_to: [provider, events]}]
            """;
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, HEARD));
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), redaction)) {
            String form =
                    field("model", "whisper-1") + field("prompt", "Write to ann@example.com") + file("a", "x") + end();

            HttpResponse<String> response = post(gateway, "/v1/audio/transcriptions", form);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(provider.asked().get(0).body())
                    .doesNotContain("ann@example.com")
                    .contains("Write to");
        }
    }

    private HttpResponse<String> post(TestGateway gateway, String path, String form) {
        return http.send(HttpRequest.newBuilder(gateway.url(path))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private static String field(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: audio/mpeg\r\n\r\n" + content + "\r\n";
    }

    private static String end() {
        return "--" + BOUNDARY + "--\r\n";
    }
}
