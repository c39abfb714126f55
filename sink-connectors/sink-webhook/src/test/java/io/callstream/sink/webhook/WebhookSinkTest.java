package io.callstream.sink.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.settings.Secret;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.CallEvent;
import io.callstream.sink.http.Message;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.sink.testkit.ReceivedRequest;
import io.callstream.testing.events.SampleCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSinkTest {
    @TempDir
    Path directory;

    @Test
    void aBatchIsOneEnvelope() {
        assertThat(sent("batch").text())
                .startsWith("{\"events\":[{\"kind\":\"success\"")
                .endsWith("}]}");
    }

    @Test
    void inSingleModeTheEventIsTheBody() {
        assertThat(sent("single").text()).startsWith("{\"kind\":\"success\"").endsWith("}");
        BatchPolicy policy = new WebhookSinkFactory()
                .batching(OpenSink.of(WebhookHarness.in("single"), directory).config());
        assertThat(policy.maxEvents()).isEqualTo(1);
    }

    @Test
    void eventsCanBeAnArrayOrLines() {
        assertThat(sent("json_array").text())
                .startsWith("[{\"kind\":\"success\"")
                .endsWith("}]");
        ReceivedRequest lines = sent("ndjson");
        assertThat(lines.text()).startsWith("{\"kind\":\"success\"").endsWith("}\n");
        assertThat(lines.header("content-type")).isEqualTo("application/x-ndjson");
    }

    @Test
    void headersCanSayWhatTheEventIs() {
        ReceivedRequest request = sent(Map.of(
                "mode",
                "single",
                "headers",
                Map.of(
                        "Authorization", "Bearer token-5151",
                        "X-Of", "{kind} of {team_id}: {call_id}",
                        "X-None", "{fallback_from}")));
        assertThat(request.header("x-of"))
                .isEqualTo("success of team-0: " + Fixtures.success(0).callId());
        assertThat(request.header("x-none")).isEmpty();
        assertThat(request.header("authorization")).isEqualTo("Bearer token-5151");
    }

    @Test
    void whatAHeaderCannotHoldBecomesAQuestionMark() {
        SuccessEvent success = SampleCall.number(0).success();
        success.setModelGroup("zürich\r\nX-Evil: 1 $1 \\");
        assertThat(new HeaderTemplate("X-Model", "{model_group}!").value(new CallEvent.Success(success)))
                .isEqualTo("z?rich??X-Evil: 1 $1 \\!");
    }

    /** Test case 2 of RFC 4231. */
    @Test
    void theSignatureIsThatOfTheStandard() {
        Signing signing = new Signing(Optional.of(new Secret("Jefe")), Signing.Scheme.CALLSTREAM);
        Message signed = signing.sign(
                Message.json("what do ya want for nothing?".getBytes(StandardCharsets.UTF_8)), "id", Instant.EPOCH);
        assertThat(signed.headers())
                .containsEntry(
                        "X-Callstream-Signature",
                        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    /** The example of the Standard Webhooks specification's libraries. */
    @Test
    void theStandardsSignatureIsKnown() {
        Signing signing = new Signing(
                Optional.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")), Signing.Scheme.STANDARD_WEBHOOKS);
        Message signed = signing.sign(
                Message.json("{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330));
        assertThat(signed.headers())
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    private ReceivedRequest sent(String mode) {
        return sent(Map.of("mode", mode));
    }

    private ReceivedRequest sent(Map<String, Object> settings) {
        try (WebhookHarness harness = WebhookHarness.with(settings);
                OpenSink<WebhookSinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(Fixtures.success(0)));
            return harness.destination().requests().get(0);
        }
    }
}
