package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.Attempt;
import io.callstream.events.FailureEvent;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.api.responses.ResponseIds;
import io.callstream.gateway.api.responses.ResponsesApi;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which ends of attempts are failures of their deployments, seen by whether the next call still goes to the only one. */
class BlamedDeploymentTest {
    private static final String STRICT =
            CallRig.deployment("one") + "router_settings: {num_retries: 0, allowed_fails: 0, cooldown_time: 60}\n";
    private static final String ERROR = "{\"error\":{\"message\":\"no\"}}";

    /** Whether calls still go to the only deployment. */
    private static boolean isAsked(CallRig rig) {
        int before =
                rig.upstream().wires().stream().mapToInt(each -> each.count()).sum();
        RecordingClient client = rig.call(CallRig.plain());
        int after =
                rig.upstream().wires().stream().mapToInt(each -> each.count()).sum();
        if (after > before) {
            rig.hangUp(client);
        } else {
            assertThat(client.body()).contains("No deployments available");
        }
        return after > before;
    }

    private static List<Attempt> attempts(CallRig rig) {
        return rig.lane().only(FailureEvent.class).getAttempts();
    }

    @ParameterizedTest
    @CsvSource({"500, false", "429, false", "408, false", "401, false", "400, true", "422, true"})
    void aStatusIsItsFaultOrTheRequests(int status, boolean asked) {
        try (CallRig rig = new CallRig(STRICT)) {
            rig.call(CallRig.plain());
            rig.wire().answer(status, ERROR);

            assertThat(isAsked(rig)).isEqualTo(asked);
        }
    }

    /** A status that says why comes before what befell the rest of the answer. */
    @ParameterizedTest
    @CsvSource({"400, true", "422, true", "500, false", "200, false"})
    void anAnswerThatBreaksOffIsItsFaultUnlessItsStatusSaysOtherwise(int status, boolean asked) {
        try (CallRig rig = new CallRig(STRICT)) {
            rig.call(CallRig.plain());
            rig.wire()
                    .send("HTTP/1.1 " + status + " X\r\ncontent-length: 90\r\n\r\n{")
                    .close();

            assertThat(isAsked(rig)).isEqualTo(asked);
        }
    }

    @Test
    void aTimeOutIsItsFault() {
        try (CallRig rig = new CallRig(STRICT)) {
            rig.call(CallRig.plain());
            rig.advance(Duration.ofSeconds(6));

            assertThat(isAsked(rig)).isFalse();
        }
    }

    @Test
    void aClientThatHangsUpIsNot() {
        try (CallRig rig = new CallRig(STRICT)) {
            rig.hangUp(rig.call(CallRig.plain()));

            assertThat(isAsked(rig)).isTrue();
        }
    }

    @Test
    void whatBreaksOffAfterTheClientHasAllButTheUsageIsNot() {
        try (CallRig rig = new CallRig(STRICT)) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("Hi", "stop"));
            rig.hangUp(client);
            rig.wire()
                    .chunk("data: {\"error\":{\"message\":\"broken\",\"code\":500}}\n\n")
                    .close();

            assertThat(isAsked(rig)).isTrue();
        }
    }

    @Test
    void aStreamThatBreaksOffIsItsFaultAlthoughNoOtherAttemptMayFollow() {
        try (CallRig rig = new CallRig(STRICT)) {
            rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("Hi", null)).close();

            assertThat(isAsked(rig)).isFalse();
        }
    }

    @Test
    void aClientThatStopsReadingIsNot() {
        try (CallRig rig = new CallRig(STRICT + "callstream: {server: {idle_timeout: 30s}}\n")) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream();
            client.stall();
            rig.wire().chunk(CallRig.frame("Hi", null));
            rig.advance(Duration.ofSeconds(31));
            assertThat(client.wasCut()).isTrue();

            assertThat(isAsked(rig)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"/v1/responses, false", "/v1/responses/compact, true", "/v1/responses/input_tokens, true"})
    void notToHaveWhatFewProvidersHaveSaysNothingOfItsModel(String path, boolean asked) {
        String yaml = STRICT.replace("openai/gpt-4o", "openai/responses/gpt-4o");
        try (CallRig rig = new CallRig(yaml)) {
            RecordingClient client = rig.call(
                    new ResponsesApi(new ResponseIds(new SplittableRandom(7))),
                    path,
                    "{\"model\":\"m\",\"input\":\"Hello\"}");
            rig.wire().answer(404, ERROR);

            assertThat(client.status()).isEqualTo("404");
            assertThat(isAsked(rig)).isEqualTo(asked);
        }
    }

    @Test
    void aRequestThatItsProviderCannotBeAskedIsNotItsFault() {
        String yaml = STRICT.replace("openai/gpt-4o", "anthropic/claude-sonnet-4-5");
        try (CallRig rig = new CallRig(yaml)) {
            RecordingClient client = rig.call(
                    new OpenAiApi(),
                    CallRig.CHAT,
                    "{\"model\":\"m\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");

            assertThat(client.status()).isEqualTo("400");
            assertThat(rig.upstream().wires()).isEmpty();
            assertThat(attempts(rig)).extracting(Attempt::getErrorCode).containsExactly("UNSUPPORTED");
            assertThat(isAsked(rig)).isTrue();
        }
    }
}
