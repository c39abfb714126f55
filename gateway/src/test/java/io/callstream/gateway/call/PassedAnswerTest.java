package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.openai.OpenAiApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Answers that are nobody's to read, sound for one: they go on as they come, and with a length that is theirs. */
class PassedAnswerTest {
    private static final String SPEECH = "{\"model\":\"m\",\"input\":\"Hello\",\"voice\":\"alloy\"}";
    private static final String SOUND = "x".repeat(1_000);

    private static RecordingClient speak(CallRig rig) {
        return rig.call(new OpenAiApi(), "/v1/audio/speech", SPEECH);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String head(String more) {
        return "HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\n" + more + "\r\n";
    }

    @Test
    void aLengthThatTheProviderSaysIsSaidToTheClient() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = speak(rig);
            rig.wire().send(head("content-length: 1000\r\n") + SOUND);

            assertThat(client.received())
                    .contains("\r\ncontent-length: 1000\r\n")
                    .endsWith("\r\n\r\n" + SOUND);
            assertThat(client.answers()).isEqualTo(1);
            assertThat(client.reusable()).isTrue();
            assertThat(rig.lane().only(SuccessEvent.class).getResponseBytes()).isEqualTo(1_000);
        }
    }

    @Test
    void theLengthOfACodedBodyIsNotThatOfWhatIsInIt() throws IOException {
        byte[] coded = zipped(SOUND);
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = speak(rig);
            rig.wire()
                    .send(head("content-encoding: gzip\r\ncontent-length: " + coded.length + "\r\n"))
                    .send(coded);

            assertThat(client.received())
                    .doesNotContain("content-length: " + coded.length)
                    .doesNotContain("content-encoding")
                    .contains(SOUND)
                    .endsWith("\r\n0\r\n\r\n");
            assertThat(client.answers()).isEqualTo(1);
        }
    }

    @Test
    void anEmptyAnswerHasALengthAsWell() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = speak(rig);
            rig.wire().send(head("content-length: 0\r\n"));

            assertThat(client.received()).endsWith("content-length: 0\r\n\r\n");
            assertThat(client.answers()).isEqualTo(1);
        }
    }

    @Test
    void oneThatBreaksOffIsCutForTheClientToo() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = speak(rig);
            rig.wire().send(head("content-length: 1000\r\n") + "x").close();

            assertThat(client.wasCut()).isTrue();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        }
    }

    @Test
    void oneThatBreaksOffBeforeItsFirstByteIsAnErrorLikeAnyOther() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = speak(rig);
            rig.wire().send(head("content-length: 1000\r\n")).close();

            assertThat(client.wasCut()).isFalse();
            assertThat(client.status()).isEqualTo("502");
            assertThat(client.body()).contains("broke off");
            assertThat(rig.lane().only(FailureEvent.class).getHttpStatus()).isEqualTo(502);
        }
    }
}
