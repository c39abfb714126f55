package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.callstream.events.Attempt;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts that fail before the first byte of an answer are followed by others, and the events tell all of them. */
class RetryTest {
    private static final Duration LONGEST_FIRST_PAUSE = Duration.ofMillis(1300);
    private static final String OVERLOADED = "{\"error\":{\"message\":\"overloaded\"}}";

    private static CallRig oneDeployment() {
        return new CallRig(CallRig.deployment("one"));
    }

    private static CallRig twoDeployments() {
        return new CallRig("model_list:\n" + CallRig.item("one", "") + CallRig.item("two", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504, 529})
    void aStatusThatMayPassIsTriedAgainAfterAPause(int status) {
        try (CallRig rig = oneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(status, OVERLOADED);

            assertThat(client.received()).isEmpty();
            assertThat(rig.wire().count()).isEqualTo(1);

            rig.advance(LONGEST_FIRST_PAUSE);
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.body()).isEqualTo(CallRig.answer("Hi"));
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getRetryCount()).isEqualTo(1);
            assertThat(event.getAttempts())
                    .extracting(Attempt::getHttpStatus, Attempt::getReason)
                    .containsExactly(tuple(status, "first"), tuple(200, "retry"));
            assertThat(event.getAttempts().get(0).getErrorCode()).isNotNull();
            assertThat(event.getAttempts().get(1).getErrorCode()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422})
    void aStatusThatWillNotPassIsTheAnswer(int status) {
        try (CallRig rig = oneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(status, OVERLOADED);

            assertThat(client.status()).isEqualTo(String.valueOf(status));
            assertThat(client.body()).isEqualTo(OVERLOADED);
            assertThat(rig.lane().only(FailureEvent.class).getRetryCount()).isZero();
        }
    }

    @Test
    void whenAllAttemptsHaveFailedTheClientGetsWhatTheLastOneSaid() {
        try (CallRig rig = oneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            for (int attempt = 1; attempt <= 3; attempt++) {
                rig.wire().answer(503, "{\"error\":{\"message\":\"attempt " + attempt + "\"}}");
                rig.advance(Duration.ofSeconds(2));
            }

            assertThat(client.status()).isEqualTo("503");
            assertThat(client.body()).contains("attempt 3");
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getRetryCount()).isEqualTo(2);
            assertThat(event.getAttempts())
                    .extracting(Attempt::getErrorCode)
                    .containsOnly("PROVIDER_ERROR")
                    .hasSize(3);
        }
    }

    @Test
    void anotherDeploymentIsAskedAtOnce() {
        try (CallRig rig = twoDeployments()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(500, OVERLOADED);
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.body()).isEqualTo(CallRig.answer("Hi"));
            assertThat(client.received()).contains("x-litellm-model-id: ");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getAttempts())
                    .extracting(Attempt::getDeploymentId)
                    .doesNotHaveDuplicates()
                    .last()
                    .isEqualTo(event.getDeploymentId());
            assertThat(rig.upstream().wires().get(0).requests()).contains("sk-provider-");
        }
    }

    @Test
    void connectionsThatFailAreTriedAgain() {
        try (CallRig rig = oneDeployment()) {
            rig.upstream().refuse(1);
            RecordingClient client = rig.call(CallRig.plain());
            rig.advance(LONGEST_FIRST_PAUSE);
            rig.wire().close();
            rig.advance(Duration.ofSeconds(2));
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.status()).isEqualTo("200");
            assertThat(rig.lane().only(SuccessEvent.class).getAttempts())
                    .extracting(Attempt::getErrorCode)
                    .containsExactly("PROVIDER_UNREACHABLE", "PROVIDER_UNAVAILABLE", null);
        }
    }

    @Test
    void aTimeOutIsTriedAgain() {
        try (CallRig rig = oneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.advance(Duration.ofSeconds(5).plus(LONGEST_FIRST_PAUSE));
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.status()).isEqualTo("200");
            assertThat(rig.upstream().wires()).hasSize(2);
            assertThat(rig.lane().only(SuccessEvent.class).getAttempts().get(0).getErrorCode())
                    .isEqualTo("PROVIDER_TIMEOUT");
        }
    }

    @ParameterizedTest
    @CsvSource({"retry-after: 3, 3000", "retry-after-ms: 1500, 1500"})
    void aProviderIsLeftAloneForAsLongAsItAsks(String header, long millis) {
        try (CallRig rig = oneDeployment()) {
            rig.call(CallRig.plain());
            rig.wire().answer(429, header + "\r\n", OVERLOADED);

            rig.advance(Duration.ofMillis(millis - 40));
            assertThat(rig.wire().count()).isEqualTo(1);

            rig.advance(Duration.ofMillis(80));
            assertThat(rig.wire().count()).isEqualTo(2);

            rig.wire().answer(200, CallRig.answer("Hi"));
        }
    }

    @Test
    void noAttemptBeginsAfterTheTimeForRetries() {
        try (CallRig rig = new CallRig(CallRig.deployment("one") + "callstream: {upstream: {retry_within: 4s}}\n")) {
            RecordingClient client = rig.call(CallRig.plain());

            rig.wire().answer(429, "retry-after: 30\r\n", OVERLOADED);

            assertThat(client.status()).isEqualTo("429");
        }
    }

    @Test
    void anErrorInPlaceOfAStreamIsTriedAgainOneWithinIsNot() {
        try (CallRig rig = twoDeployments()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire()
                    .beginStream()
                    .chunk("data: {\"error\":{\"message\":\"overloaded\",\"code\":500}}\n\n")
                    .endChunks();
            rig.wire().beginStream().chunk(CallRig.frame("Hi", null));
            rig.wire()
                    .chunk("data: {\"error\":{\"message\":\"broken\",\"code\":500}}\n\n")
                    .endChunks();

            assertThat(client.body()).contains("Hi", "broken").doesNotContain("overloaded");
            assertThat(rig.lane().only(FailureEvent.class).getAttempts()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"'\"num_retries\":0', 1", "'\"num_retries\":1', 2", "'\"num_retries\":null', 3"})
    void aRequestSaysHowOftenItIsTried(String field, int attempts) {
        try (CallRig rig = oneDeployment()) {
            RecordingClient client =
                    rig.call("{" + field + ",\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");
            for (int i = 0; i < 3 && client.answers() == 0; i++) {
                rig.wire().answer(500, OVERLOADED);
                rig.advance(Duration.ofSeconds(2));
            }

            assertThat(rig.wire().requests()).doesNotContain("num_retries");
            assertThat(rig.lane().only(FailureEvent.class).getAttempts()).hasSize(attempts);
        }
    }

    @Test
    void aSlowClientIsNotToBlameForAnAttemptThatTakesTooLong() {
        try (CallRig rig = new CallRig(CallRig.deployment("one") + "router_settings: {num_retries: 1}\n")) {
            RecordingClient client = rig.call(CallRig.plain());
            client.stall();
            rig.wire().send("HTTP/1.1 500 X\r\ncontent-length: 2\r\n\r\n{").send("}");
            rig.advance(LONGEST_FIRST_PAUSE);

            rig.advance(Duration.ofSeconds(6));

            assertThat(client.wasCut()).isFalse();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("PROVIDER_TIMEOUT");
        }
    }

    @Test
    void whoHangsUpInAPauseEndsTheCall() {
        try (CallRig rig = oneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(500, OVERLOADED);

            client.hangUp();
            rig.handle().clientGone();
            rig.advance(Duration.ofSeconds(5));

            assertThat(rig.wire().count()).isEqualTo(1);
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
            assertThat(event.getAttempts()).extracting(Attempt::getErrorCode).containsExactly("PROVIDER_ERROR");
        }
    }

    @Test
    void aGatewayThatStopsDoesNotWaitForAPause() {
        try (CallRig rig = oneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(500, OVERLOADED);

            rig.handle().abandon();

            assertThat(client.status()).isEqualTo("503");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("SHUTTING_DOWN");
        }
    }
}
