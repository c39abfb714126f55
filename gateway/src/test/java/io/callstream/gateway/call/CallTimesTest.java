package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.Attempt;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.upstream.ProviderWire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which times a call's events and its answer tell: exactly those that passed, whoever they were spent with. */
class CallTimesTest {
    private static final String ERROR = "{\"error\":{\"message\":\"overloaded\"}}";
    private static final String TWO = "model_list:\n" + CallRig.item("one", "") + CallRig.item("two", "");

    private static void pass(CallRig rig, int millis) {
        rig.advance(Duration.ofMillis(millis));
    }

    private static long us(int millis) {
        return millis * 1_000L;
    }

    @Test
    void aPlainAnswerTakesUntilItsEnd() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            pass(rig, 300);
            String answer = CallRig.answer("Hi");
            rig.wire().send("HTTP/1.1 200 OK\r\ncontent-length: " + answer.length() + "\r\n\r\n" + answer.charAt(0));
            pass(rig, 200);
            rig.wire().send(answer.substring(1));

            assertThat(client.received())
                    .contains(
                            "x-litellm-response-duration-ms: 500.000\r\n", "x-litellm-overhead-duration-ms: 0.000\r\n");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getTtftUs()).isEqualTo(us(300));
            assertThat(event.getDurationUs()).isEqualTo(us(500));
            assertThat(event.getUpstreamUs()).isEqualTo(us(500));
            assertThat(event.getAttempts()).extracting(Attempt::getDurationUs).containsExactly(us(500));
        }
    }

    @Test
    void aStreamIsOverWithItsLastWordWhateverTheConnectionDoes() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.call(CallRig.stream());
            pass(rig, 400);
            rig.wire().beginStream();
            pass(rig, 100);
            rig.wire().chunk(CallRig.frame("Hi", "stop"));
            pass(rig, 50);
            rig.wire().chunk("data: [DONE]\n\n");
            pass(rig, 900);

            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getTtftUs()).as("its head is no byte of it").isEqualTo(us(500));
            assertThat(event.getDurationUs()).isEqualTo(us(550));
            assertThat(event.getUpstreamUs()).isEqualTo(us(550));
        }
    }

    @Test
    void aPauseBetweenAttemptsIsNobodysTime() {
        try (CallRig rig = new CallRig(CallRig.deployment("one") + "router_settings: {num_retries: 1}\n")) {
            rig.call(CallRig.plain());
            pass(rig, 100);
            rig.wire().answer(500, "retry-after-ms: 2000\r\n", ERROR);
            pass(rig, 2_000);
            assertThat(rig.wire().count()).isEqualTo(2);
            pass(rig, 250);
            rig.wire().answer(200, CallRig.answer("Hi"));

            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getDurationUs()).isEqualTo(us(2_350));
            assertThat(event.getUpstreamUs()).isEqualTo(us(350));
            assertThat(event.getTtftUs()).isEqualTo(us(2_350));
            List<Attempt> attempts = event.getAttempts();
            assertThat(attempts).extracting(Attempt::getDurationUs).containsExactly(us(100), us(250));
            assertThat(attempts)
                    .extracting(Attempt::getStartedAt)
                    .containsExactly(Instant.EPOCH, Instant.EPOCH.plusMillis(2_100));
            assertThat(attempts).extracting(Attempt::getHttpStatus).containsExactly(500, 200);
        }
    }

    @Test
    void whatTwoAttemptsTookAtTheSameTimeCountsOnce() {
        try (CallRig rig = new CallRig(TWO + "callstream: {hedge: {after: 500ms}}\n")) {
            rig.call(CallRig.plain());
            pass(rig, 700);
            rig.upstream().wires().get(1).answer(200, CallRig.answer("Hi"));
            rig.loop().run();

            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getDurationUs()).isEqualTo(us(700));
            assertThat(event.getUpstreamUs()).isEqualTo(us(700));
            assertThat(event.getAttempts()).extracting(Attempt::getDurationUs).containsExactly(us(700), us(200));
        }
    }

    @Test
    void theFirstByteOfAPlainAnswerDecidesBetweenTwo() {
        try (CallRig rig = new CallRig(TWO + "callstream: {hedge: {after: 500ms}}\n")) {
            RecordingClient client = rig.call(CallRig.plain());
            pass(rig, 600);
            String answer = CallRig.answer("Hi");
            rig.upstream()
                    .wires()
                    .get(1)
                    .send("HTTP/1.1 200 OK\r\ncontent-length: " + answer.length() + "\r\n\r\n" + answer.charAt(0));

            assertThat(rig.upstream().wires().get(0).open()).isFalse();

            rig.upstream().wires().get(1).send(answer.substring(1));
            assertThat(client.status()).isEqualTo("200");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void anErrorsFirstByteDecidesNothing(int status) {
        try (CallRig rig = new CallRig(TWO + "callstream: {hedge: {after: 500ms}}\n")) {
            RecordingClient client = rig.call(CallRig.plain());
            pass(rig, 600);
            rig.upstream().wires().get(1).send("HTTP/1.1 " + status + " X\r\ncontent-length: 9\r\n\r\n{");

            assertThat(rig.upstream().wires().get(0).open()).isTrue();

            rig.upstream().wires().get(0).answer(200, CallRig.answer("Hi"));
            rig.loop().run();
            assertThat(client.status()).isEqualTo("200");
        }
    }

    @Test
    void aStatusThatNoAnswerHasEndsTheConnection() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            pass(rig, 100);
            rig.wire().send("HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 5\r\n\r\n");

            assertThat(client.status()).isEqualTo("502");
            assertThat(rig.wire().open()).isFalse();
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("PROVIDER_PROTOCOL");
            assertThat(event.getTtftUs()).isNull();
            assertThat(event.getUpstreamUs()).isEqualTo(us(100));
            assertThat(event.getAttempts()).extracting(Attempt::getHttpStatus).containsExactly(302);
        }
    }

    @Test
    void aRedirectOnTheSameHostIsAskedThereAndItsTimeCounts() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            pass(rig, 100);
            rig.wire().send("HTTP/1.1 307 X\r\nlocation: /v2/chat\r\ncontent-length: 0\r\n\r\n");
            pass(rig, 50);
            assertThat(rig.wire().requests()).contains("POST /v2/chat HTTP/1.1\r\n");
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.status()).isEqualTo("200");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getUpstreamUs()).isEqualTo(us(150));
            assertThat(event.getAttempts()).extracting(Attempt::getErrorCode).containsOnlyNulls();
        }
    }

    @Test
    void redirectsEndSomewhere() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            for (int i = 0; i < 4; i++) {
                ProviderWire asked = rig.upstream().wires().get(i % 2); // one is free again when the other is asked
                asked.send("HTTP/1.1 308 X\r\nlocation: /again\r\ncontent-length: 0\r\n\r\n");
            }

            assertThat(rig.upstream().wires().stream()
                            .mapToInt(ProviderWire::count)
                            .sum())
                    .isEqualTo(4);
            assertThat(client.status()).isEqualTo("502");
        }
    }
}
