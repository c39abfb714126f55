package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A call has ended well when its client's connection has taken the answer in; what it cost is paid either way. */
class AnswerTakenInTest {
    private static final String YAML = "model_list:\n"
            + CallRig.item("one", "input_cost_per_token: 0.001\noutput_cost_per_token: 0.001")
            + "router_settings: {num_retries: 0}\n"
            + "callstream: {auth: {keys: [{key: sk-one, rpm_limit: 9, max_parallel_requests: 1, max_budget: 1}]}}\n";

    private static HttpHeaders key() {
        return new DefaultHttpHeaders().set("authorization", "Bearer sk-one");
    }

    /** All of a plain answer is on its way to a client that takes nothing in. */
    private static RecordingClient waiting(CallRig rig) {
        RecordingClient client = rig.call(CallRig.plain(), key());
        client.stall();
        rig.advance(Duration.ofMillis(200));
        rig.wire().answer(200, CallRig.answer("Hi"));
        rig.advance(Duration.ofSeconds(3));
        return client;
    }

    @Test
    void untilThenItsStoryIsNotAtItsEndAndTheTimeIsTheClients() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = waiting(rig);
            assertThat(client.answers()).isEqualTo(1);
            assertThat(rig.lane().told()).hasSize(1);
            assertThat(rig.open()).isEqualTo(1);

            client.goOn();
            rig.handle().clientWritable();
            rig.loop().run();

            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getDurationUs()).isEqualTo(200_000);
            assertThat(event.getUpstreamUs()).isEqualTo(200_000);
        }
    }

    @Test
    void whoHangsUpBeforeHasFailedAndPaid() {
        try (CallRig rig = new CallRig(YAML)) {
            rig.hangUp(waiting(rig));

            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
            assertThat(event.getMessage()).isEqualTo("The client hung up before it had all of the answer.");
            assertThat(event.getTotalTokens()).isEqualTo(2);
            assertThat(event.getDurationUs()).isEqualTo(200_000);
            assertThat(rig.call(CallRig.plain(), key()).received()).isEmpty();
            rig.wire().answer(200, CallRig.answer("Hi"));
        }
    }

    @Test
    void whatWasSpentOnWhoHungUpIsSpent() {
        try (CallRig rig = new CallRig(YAML)) {
            rig.hangUp(waiting(rig));
            RecordingClient next = rig.call(CallRig.plain(), key());
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(next.received()).contains("x-litellm-key-spend: 0.002\r\n");
        }
    }

    @Test
    void aProvidersConnectionServesOthersMeanwhile() {
        try (CallRig rig = new CallRig(CallRig.deployment("one"))) {
            RecordingClient slow = rig.call(CallRig.plain());
            slow.stall();
            rig.wire().answer(200, CallRig.answer("Hi"));
            RecordingClient other = rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer("Hello"));

            assertThat(rig.upstream().wires()).hasSize(1);
            assertThat(other.body()).isEqualTo(CallRig.answer("Hello"));
            assertThat(rig.lane().all(SuccessEvent.class)).hasSize(1);
            assertThat(rig.lane().all(PreCallEvent.class)).hasSize(2);

            slow.goOn();
        }
    }

    /** Of a stream the client knows by its last words that it has all. */
    @Test
    void whoHasTheLastWordsOfAStreamAndNotItsEndHasAllOfIt() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = rig.call(CallRig.stream(), key());
            rig.wire().beginStream().chunk(CallRig.frame("Hi", "stop"));
            client.stall();
            rig.wire().chunk("data: [DONE]\n\n");

            rig.hangUp(client);

            assertThat(rig.lane().only(SuccessEvent.class).getFinishReason()).isEqualTo("stop");
        }
    }

    @Test
    void whoHangsUpWithoutTheLastWordsOfAStreamHasNot() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = rig.call(CallRig.stream(), key());
            rig.wire().beginStream().chunk(CallRig.frame("Hi", null));
            client.stall();
            rig.wire().chunk(CallRig.frame("", "stop"));
            rig.wire().chunk("data: [DONE]\n\n");

            rig.hangUp(client);

            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        }
    }
}
