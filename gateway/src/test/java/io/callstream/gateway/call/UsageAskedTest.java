package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.callstream.events.Attempt;
import io.callstream.events.SuccessEvent;
import org.junit.jupiter.api.Test;

/** The gateway asks for a stream's usage on its own account, and keeps it to itself. */
class UsageAskedTest {
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}\n\n";

    @Test
    void itIsAskedForAndHidden() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.stream());
            answer(rig);

            assertThat(rig.wire().requests()).contains("\"stream_options\":{\"include_usage\":true}");
            assertThat(client.body()).contains("Hi", "[DONE]").doesNotContain("usage");
            assertThat(rig.lane().only(SuccessEvent.class).getTotalTokens()).isEqualTo(7);
        }
    }

    @Test
    void whoAsksForItGetsIt() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.stream()
                    .replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
            answer(rig);

            assertThat(client.body()).contains("\"total_tokens\":7");
        }
    }

    @Test
    void aProviderThatRefusesToBeAskedIsAskedWithout() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().answer(400, "{\"error\":{\"message\":\"stream_options is unknown\"}}");
            int first = rig.wire().requests().length();
            rig.wire()
                    .beginStream()
                    .chunk(CallRig.frame("Hi", "stop"))
                    .chunk("data: [DONE]\n\n")
                    .endChunks();

            assertThat(rig.wire().requests().substring(first / 2)).doesNotContain("include_usage");
            assertThat(client.status()).isEqualTo("200");
            assertThat(rig.lane().only(SuccessEvent.class).getAttempts())
                    .extracting(Attempt::getReason, Attempt::getErrorCode)
                    .containsExactly(tuple("first", "PROVIDER_REJECTED"), tuple("retry", null));
        }
    }

    @Test
    void whoHasRefusedOnceIsNotAskedForItAgain() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.call(CallRig.stream());
            rig.wire().answer(400, "{\"error\":{\"message\":\"stream_options is unknown\"}}");
            answer(rig);
            int before = rig.wire().requests().length();

            RecordingClient client = rig.call(CallRig.stream());

            assertThat(rig.wire().requests().substring(before))
                    .contains("POST ")
                    .doesNotContain("include_usage");
            answer(rig);
            assertThat(client.status()).isEqualTo("200");
            assertThat(rig.lane().all(SuccessEvent.class).get(1).getAttempts()).hasSize(1);
        }
    }

    @Test
    void otherModelsOfTheSameProviderAreStillAsked() {
        String two = "model_list:\n" + CallRig.item("m", "one", "") + CallRig.item("n", "two", "");
        try (CallRig rig = new CallRig(two + "router_settings: {num_retries: 0}\n")) {
            rig.call(CallRig.stream());
            rig.wire().answer(400, "{\"error\":{\"message\":\"stream_options is unknown\"}}");
            answer(rig);

            rig.call(CallRig.stream().replace("\"m\"", "\"n\""));

            assertThat(rig.wire().requests()).contains("host: two.example", "include_usage");
            answer(rig);
        }
    }

    private static void answer(CallRig rig) {
        rig.wire()
                .beginStream()
                .chunk(CallRig.frame("Hi", "stop"))
                .chunk(USAGE)
                .chunk("data: [DONE]\n\n")
                .endChunks();
    }
}
