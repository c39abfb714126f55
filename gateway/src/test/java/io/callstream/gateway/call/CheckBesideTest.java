package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.Annotations;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is checked beside the provider's call: nothing of an answer reaches the client before it has been decided. */
class CheckBesideTest {
    private static final CallCheck.Result PASS = new CallCheck.Result(null, Annotations.NONE);
    private static final CallCheck.Result NO = new CallCheck.Result(
            new CallError(GatewayError.HOOK_REJECTED, "not this", null, "a hook rejected it"),
            new Annotations(Map.of("verdict", "no"), List.of("flagged")));

    /** Puts a check beside every call, which decides when the test says so. */
    private static final class Beside implements Stage {
        private Promise<CallCheck.Result> decision;

        @Override
        public String name() {
            return "beside";
        }

        @Override
        public Step run(PendingCall call) {
            call.checkBeside(() -> {
                decision = call.executor().newPromise();
                return decision;
            });
            return Step.CONTINUE;
        }
    }

    private final Beside beside = new Beside();

    private CallRig rig() {
        return new CallRig(
                CallRig.deployment("one") + "router_settings: {num_retries: 0}\n", TestDialects::target, beside);
    }

    private void decide(CallRig rig, CallCheck.Result result) {
        beside.decision.setSuccess(result);
        rig.loop().run();
    }

    @Test
    void theProviderIsAskedAtOnceAndItsAnswerWaits() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer("Hi"));
            rig.advance(Duration.ofSeconds(1));

            assertThat(client.received()).isEmpty();
            assertThat(client.answers()).isZero();
            assertThat(rig.lane().told()).extracting("kind").containsExactly(EventKind.PRE_CALL);

            decide(rig, PASS);

            assertThat(client.body()).isEqualTo(CallRig.answer("Hi"));
            assertThat(client.answers()).isEqualTo(1);
            assertThat(client.reusable()).isTrue();
            assertThat(rig.lane().only(SuccessEvent.class).getTotalTokens()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerThatComesAfterTheDecisionDoesNotWait() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            decide(rig, PASS);
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.body()).isEqualTo(CallRig.answer("Hi"));
        }
    }

    @Test
    void aStreamWaitsAndThenFlows() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("one", null));
            rig.loop().run();

            assertThat(client.received()).isEmpty();

            decide(rig, PASS);

            assertThat(client.received()).contains("one");

            rig.wire()
                    .chunk(CallRig.frame("two", "stop"))
                    .chunk("data: [DONE]\n\n")
                    .endChunks();
            rig.loop().run();

            assertThat(client.received()).contains("two", "[DONE]");
            assertThat(client.answers()).isEqualTo(1);
            assertThat(rig.lane().all(SuccessEvent.class)).hasSize(1);
        }
    }

    @Test
    void aRejectionTakesThePlaceOfAWholeAnswerWhoseUsageIsToldAllTheSame() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer("Hi"));
            decide(rig, NO);

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("not this").doesNotContain("Hi");
            assertThat(client.answers()).isEqualTo(1);
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("HOOK_REJECTED");
            assertThat(event.getMessage()).isEqualTo("a hook rejected it");
            assertThat(event.getTotalTokens()).isEqualTo(2);
            assertThat(event.getMetadata()).containsEntry("verdict", "no");
            assertThat(event.getTags()).contains("flagged");
            assertThat(rig.lane().only(PreCallEvent.class).getTags()).isEmpty();
            assertThat(rig.lane().all(SuccessEvent.class)).isEmpty();
            assertThat(rig.lane().noted()).isEmpty();
        }
    }

    @Test
    void aRejectionDuringTheCallCancelsTheProvider() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("secret", null));
            rig.loop().run();
            decide(rig, NO);

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.received()).doesNotContain("secret");
            assertThat(rig.wire().open()).isFalse();
            assertThat(rig.lane().only(FailureEvent.class).getResponseBody()).contains("secret");
        }
    }

    @Test
    void aRejectionBeforeAnyAnswerCancelsTheProvider() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            decide(rig, NO);

            assertThat(client.status()).isEqualTo("400");
            assertThat(rig.wire().open()).isFalse();
            assertThat(rig.lane().only(FailureEvent.class).getHttpStatus()).isEqualTo(400);
        }
    }

    @Test
    void aCallThatFailsItselfHasOneEnd() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(500, "{\"error\":{\"message\":\"broken\"}}");
            rig.loop().run();

            assertThat(client.received()).isEmpty();

            decide(rig, NO);

            assertThat(client.status()).isEqualTo("500");
            assertThat(client.answers()).isEqualTo(1);
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("PROVIDER_ERROR");
        }
    }

    @Test
    void whoHangsUpBeforeTheDecisionEndsBoth() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer("Hi"));
            client.hangUp();
            rig.handle().clientGone();
            rig.loop().run();

            assertThat(beside.decision.isCancelled()).isTrue();
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
            assertThat(event.getTotalTokens()).isEqualTo(2);
        }
    }

    @Test
    void whoHangsUpDuringTheCallCancelsTheProviderToo() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("one", null));
            client.hangUp();
            rig.handle().clientGone();
            rig.loop().run();

            assertThat(beside.decision.isCancelled()).isTrue();
            assertThat(rig.wire().open()).isFalse();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        }
    }

    @Test
    void aProviderThatSendsMoreThanIsHeldHasToWait() {
        String large = "x".repeat(100_000);
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream();
            for (int i = 0; i < 12; i++) {
                rig.wire().chunk(CallRig.frame(large, null));
            }
            rig.loop().run();

            assertThat(rig.wire().read()).isFalse();

            decide(rig, PASS);

            assertThat(rig.wire().read()).isTrue();

            rig.wire()
                    .chunk(CallRig.frame("end", "stop"))
                    .chunk("data: [DONE]\n\n")
                    .endChunks();
            rig.loop().run();

            assertThat(client.received()).contains("end", "[DONE]");
        }
    }

    @Test
    void aGatewayThatStopsDoesNotWaitForTheDecision() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer("Hi"));
            rig.handle().abandon();

            assertThat(client.status()).isEqualTo("503");
            assertThat(client.body()).doesNotContain("Hi");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("SHUTTING_DOWN");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatNoProviderIsAskedForWaitsAsWell(boolean passes) {
        byte[] kept = CallRig.answer("kept").getBytes(StandardCharsets.UTF_8);
        Stage cache = new Stage() {
            @Override
            public String name() {
                return "cache";
            }

            @Override
            public Step run(PendingCall call) {
                return new Step.Reply(new StoredResponse(200, "application/json", kept));
            }
        };
        try (CallRig rig = new CallRig(CallRig.deployment("one"), TestDialects::target, beside, cache)) {
            RecordingClient client = rig.call(CallRig.plain());

            assertThat(client.received()).isEmpty();

            decide(rig, passes ? PASS : NO);

            assertThat(client.status()).isEqualTo(passes ? "200" : "400");
            assertThat(client.received().contains("kept")).isEqualTo(passes);
            assertThat(client.answers()).isEqualTo(1);
        }
    }

    @Test
    void aCheckThatBreaksLetsNothingThrough() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer("Hi"));
            beside.decision.setFailure(new IllegalStateException("what was asked"));
            rig.loop().run();

            assertThat(client.status()).isEqualTo("500");
            assertThat(client.body()).doesNotContain("what was asked");
        }
    }
}
