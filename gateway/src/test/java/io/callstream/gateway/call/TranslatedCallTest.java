package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.Attempt;
import io.callstream.events.ChunkEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.provider.Target;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client of one form and a provider of another: calls, streams, errors and retries are what they are without. */
class TranslatedCallTest {
    private static CallRig rig() {
        return new CallRig(CallRig.deployment("one"), deployment -> new Target(deployment, new LineDialect()));
    }

    private static String head(int status) {
        return "HTTP/1.1 " + status + " X\r\ncontent-type: text/lines\r\ntransfer-encoding: chunked\r\n\r\n";
    }

    @Test
    void aPlainAnswerIsOneOfTheClientsForm() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire()
                    .send(head(200))
                    .chunk("b id-7\nr thinking\nt Hel")
                    .chunk("lo\nt  \"you\"\nn 3\nf stop\n")
                    .endChunks();

            assertThat(rig.wire().requests()).endsWith("model gpt-4o\nuser Hello\n");
            assertThat(client.received()).contains("content-type: application/json");
            assertThat(client.body())
                    .isEqualTo(
                            "{\"id\":\"id-7\",\"object\":\"chat.completion\",\"created\":0,\"model\":\"liner-1\",\"choices\":[{"
                                    + "\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello \\\"you\\\"\","
                                    + "\"reasoning_content\":\"thinking\"},\"finish_reason\":\"stop\"}],\"usage\":{"
                                    + "\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody()).isEqualTo(client.body());
            assertThat(event.getProviderResponseBody())
                    .isEqualTo("b id-7\nr thinking\nt Hello\nt  \"you\"\nn 3\nf stop\n");
            assertThat(event.getResponseModel()).isEqualTo("liner-1");
            assertThat(event.getTotalTokens()).isEqualTo(5);
        }
    }

    @Test
    void aStreamGoesOnFrameByFrame() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().send(head(200)).chunk("b id-7\nt Hel\n");

            assertThat(client.received()).contains("content-type: text/event-stream", "\"content\":\"Hel\"");

            rig.wire().chunk("t lo\nc look\nf tool_calls\nn 3\n").endChunks();

            assertThat(client.body()).contains("\"content\":\"lo\"", "\"name\":\"look\"", "data: [DONE]");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody()).contains("\"content\":\"Hello\"", "\"name\":\"look\"");
            assertThat(event.getFinishReason()).isEqualTo("tool_calls");
            assertThat(event.getTotalTokens()).isEqualTo(5);
            assertThat(event.getChunkCount())
                    .isEqualTo(rig.lane().all(ChunkEvent.class).size())
                    .isPositive();
        }
    }

    @Test
    void anErrorIsOneOfTheClientsForm() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().send(head(400)).chunk("x the model is asleep\n").endChunks();

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).startsWith("{\"error\":{\"message\":\"the model is asleep\"");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("PROVIDER_REJECTED");
        }
    }

    @Test
    void whatMayPassIsTriedAgain() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().send(head(529)).chunk("x overloaded\n").endChunks();
            rig.advance(Duration.ofMillis(1300));
            rig.wire().send(head(200)).chunk("b id-8\nt Hi\nf stop\n").endChunks();

            assertThat(client.body()).contains("\"content\":\"Hi\"", "[DONE]").doesNotContain("overloaded");
            assertThat(rig.lane().only(SuccessEvent.class).getAttempts())
                    .extracting(Attempt::getHttpStatus)
                    .containsExactly(529, 200);
        }
    }

    @Test
    void aStreamThatBreaksOffSaysSo() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().send(head(200)).chunk("b id-9\nt Hi\n").close();

            assertThat(client.body())
                    .contains("\"content\":\"Hi\"", "data: {\"error\":")
                    .doesNotContain("[DONE]");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        }
    }
}
