package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain answers are held until they are whole, longer ones go on as they come, and those that are too long are recorded in parts. */
class LongAnswerCallTest {
    private static final String CONFIG = "model_list:\n"
            + CallRig.item("one", "input_cost_per_token: 0.001\noutput_cost_per_token: 0.002")
            + "router_settings: {num_retries: 0}\n"
            + "callstream: {upstream: {max_response_bytes: 512KiB}}\n";

    private static String answer(int bytes) {
        String around = CallRig.answer("");
        return CallRig.answer("x".repeat(bytes - around.length()));
    }

    /** The cost stands in the head of what is held back, and in no head that goes out before the answer is whole. */
    @ParameterizedTest
    @CsvSource({"1000, true", "262144, true", "262145, false", "500000, false"})
    void whatIsHeldBackHasItsCostInItsHead(int bytes, boolean held) {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            String answer = answer(bytes);
            rig.wire().answer(200, answer);

            assertThat(client.content()).isEqualTo(answer);
            assertThat(client.received().contains("\r\nx-litellm-response-cost: 0.003\r\n"))
                    .isEqualTo(held);
            assertThat(client.received().contains("\r\ncontent-length: " + bytes + "\r\n"))
                    .isEqualTo(held);
            assertThat(client.received()).contains("\r\ncontent-type: application/json\r\n");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBytes()).isEqualTo(bytes);
            assertThat(event.getResponseBody()).isEqualTo(answer);
            assertThat(event.getTotalTokens()).isEqualTo(2);
            assertThat(event.getCostNanoUsd()).isEqualTo(3_000_000);
            assertThat(client.reusable()).isTrue();
            assertThat(rig.held()).isZero();
        }
    }

    @Test
    void aLongOneGoesOnBeforeItsEnd() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            String answer = answer(400_000);
            rig.wire().begin(200, "application/json").chunk(answer.substring(0, 200_000));
            assertThat(client.received()).isEmpty();

            rig.wire().chunk(answer.substring(200_000, 300_000));
            assertThat(client.content()).isEqualTo(answer.substring(0, 300_000));
            rig.wire().chunk(answer.substring(300_000)).endChunks();

            assertThat(client.content()).isEqualTo(answer);
            assertThat(client.answers()).isEqualTo(1);
        }
    }

    /** Its usage is known all the same: it stands at the end. */
    @ParameterizedTest
    @CsvSource({"524288, true", "524289, false", "900000, false"})
    void whatIsTooLongIsRecordedInParts(int bytes, boolean whole) {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            String answer = answer(bytes);
            rig.wire().begin(200, "application/json");
            for (int at = 0; at < bytes; at += 50_000) {
                rig.wire().chunk(answer.substring(at, Math.min(bytes, at + 50_000)));
            }
            rig.wire().endChunks();

            assertThat(client.content()).isEqualTo(answer);
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBytes()).isEqualTo(bytes);
            assertThat(event.getResponseBody() != null).isEqualTo(whole);
            assertThat(event.getTotalTokens()).isEqualTo(2);
            assertThat(event.getCostNanoUsd()).isEqualTo(3_000_000);
            assertThat(event.getResponseId()).isEqualTo("a");
            assertThat(event.getFinishReason()).isEqualTo(whole ? "stop" : null);
            assertThat(rig.held()).isZero();
        }
    }

    /** There is no head any more to say it in: the client's connection is cut, so that nobody takes half an answer for all of it. */
    @ParameterizedTest
    @CsvSource({"300000", "700000"})
    void oneThatBreaksOffIsCut(int bytes) {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().begin(200, "application/json").chunk(answer(bytes).substring(0, bytes - 10));
            rig.wire().close();

            assertThat(client.wasCut()).isTrue();
            assertThat(client.reusable()).isFalse();
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
            assertThat(event.getHttpStatus()).isEqualTo(200);
            assertThat(event.getResponseBytes()).isEqualTo(bytes - 10L);
            assertThat(rig.held()).isZero();
        }
    }

    @Test
    void aShortOneThatBreaksOffIsAnErrorOfOurs() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().begin(200, "application/json").chunk("{\"id\":");
            rig.wire().close();

            assertThat(client.status()).isEqualTo("502");
            assertThat(client.wasCut()).isFalse();
            assertThat(client.reusable()).isTrue();
            assertThat(rig.lane().only(FailureEvent.class).getHttpStatus()).isEqualTo(502);
        }
    }

    /** The beginning of an error says enough, and all of it is not held. */
    @Test
    void aLongErrorIsReadByItsBeginning() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().begin(400, "text/plain");
            for (int i = 0; i < 20; i++) {
                rig.wire().chunk("no ".repeat(20_000));
            }
            rig.wire().endChunks();

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body())
                    .startsWith("{\"error\":{\"message\":\"")
                    .contains("no no no")
                    .hasSizeLessThan(3_000);
            assertThat(rig.lane().only(FailureEvent.class).getProviderErrorBody())
                    .startsWith("no no")
                    .hasSize(4096);
            assertThat(rig.held()).isZero();
        }
    }

    /** What a provider says is cut between two of its characters. */
    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void anErrorIsNotCutWithinACharacter(int before) {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire()
                    .begin(400, "text/plain")
                    .chunk("n".repeat(before) + "日".repeat(1_000))
                    .endChunks();

            assertThat(client.body()).contains("日日").doesNotContain("\ufffd");
        }
    }
}
