package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.Attempt;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.upstream.ProviderWire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call whose deployment is slow asks another one as well, and the first byte decides. */
class HedgeTest {
    static final String YAML = "model_list:\n"
            + CallRig.item("one", "order: 1\nmax_parallel_requests: 5\nmax_budget: 9")
            + CallRig.item("two", "order: 2\nmax_parallel_requests: 5\nmax_budget: 9")
            + "router_settings: {num_retries: 1}\n"
            + "general_settings: {global_max_parallel_requests: 9}\nlitellm_settings: {max_budget: 1000}\n"
            + "callstream: {hedge: {after: 500ms}}\n";
    private static final Duration SLOW = Duration.ofMillis(500);

    static List<Attempt> attempts(CallRig rig) {
        List<SuccessEvent> good = rig.lane().all(SuccessEvent.class);
        return good.isEmpty()
                ? rig.lane().only(FailureEvent.class).getAttempts()
                : good.get(0).getAttempts();
    }

    private static ProviderWire wire(CallRig rig, int index) {
        return rig.upstream().wires().get(index);
    }

    @Test
    void theSecondAnswersAndTheFirstIsCancelled() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.advance(SLOW.minusMillis(1));
            assertThat(rig.upstream().wires()).as("not slow yet").hasSize(1);

            rig.advance(Duration.ofMillis(101));
            wire(rig, 1).answer(200, CallRig.answer("Hi"));
            rig.loop().run();

            assertThat(client.received())
                    .contains("HTTP/1.1 200", "x-litellm-model-id: two", "x-litellm-attempted-retries: 0")
                    .contains("x-litellm-response-duration-ms: 600.000", "x-litellm-overhead-duration-ms: 0.000")
                    .contains("x-litellm-timeout: 5.0");
            assertThat(wire(rig, 0).open()).as("the slow one's connection").isFalse();
            SuccessEvent told = rig.lane().only(SuccessEvent.class);
            assertThat(told.getDeploymentId()).isEqualTo("two");
            assertThat(told.getRetryCount()).isZero();
            assertThat(told.getAttempts()).extracting(Attempt::getReason).containsExactly("first", "hedge");
            assertThat(told.getAttempts()).extracting(Attempt::getErrorCode).containsOnlyNulls();
        }
    }

    @Test
    void theFirstAnswersAfterAllAndTheSecondIsCancelled() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.advance(SLOW);
            wire(rig, 1).beginStream();
            ProviderWire first = wire(rig, 0).beginStream().chunk(CallRig.frame("Hi", "stop"));

            assertThat(wire(rig, 1).open()).as("its head alone is nothing yet").isFalse();

            first.chunk("data: [DONE]\n\n").endChunks();
            rig.loop().run();

            assertThat(client.received()).contains("x-litellm-model-id: one", "[DONE]");
            assertThat(attempts(rig)).extracting(Attempt::getReason).containsExactly("hedge", "first");
        }
    }

    @Test
    void whileOneIsLeftTheOtherMayFail() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.advance(SLOW);
            wire(rig, 0).answer(500, "{\"error\":{\"message\":\"broken\"}}");
            assertThat(client.received()).isEmpty();

            wire(rig, 1).answer(200, CallRig.answer("Hi"));
            rig.loop().run();

            assertThat(client.status()).isEqualTo("200");
            assertThat(attempts(rig)).extracting(Attempt::getErrorCode).containsExactly("PROVIDER_ERROR", null);
        }
    }

    @Test
    void whenBothHaveFailedRetriesFollow() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.advance(SLOW);
            wire(rig, 1).answer(500, "{\"error\":{\"message\":\"broken\"}}");
            wire(rig, 0).answer(500, "{\"error\":{\"message\":\"broken\"}}");
            rig.advance(Duration.ofSeconds(2));
            wire(rig, 0).answer(200, CallRig.answer("Hi"));
            rig.loop().run();

            assertThat(client.status()).isEqualTo("200");
            assertThat(attempts(rig)).extracting(Attempt::getReason).containsExactly("hedge", "first", "retry");
        }
    }

    @Test
    void whoeverHangsUpCancelsBoth() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.advance(SLOW);
            client.hangUp();
            rig.handle().clientGone();

            assertThat(rig.upstream().wires()).hasSize(2).noneMatch(ProviderWire::open);
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        }
    }

    @Test
    void aGroupOfOneAndAFileThatSaysNothingAskOnce() {
        String group = "model_list:\n" + CallRig.item("one", "");
        for (String yaml : List.of(group + "callstream: {hedge: {after: 500ms}}\n", group + CallRig.item("two", ""))) {
            try (CallRig rig = new CallRig(yaml)) {
                RecordingClient client = rig.call(CallRig.plain());
                rig.advance(Duration.ofSeconds(3));
                assertThat(rig.upstream().wires()).hasSize(1);
                rig.wire().answer(200, CallRig.answer("Hi"));
                assertThat(client.status()).isEqualTo("200");
            }
        }
    }
}
