package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.provider.SimulatedProvider;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redaction as users see it: in events, at the provider, in metrics. */
class RedactionTest {
    private static final String REQUEST =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"I am ada@example.org\"}]}";

    private final Http http = new Http();
    private SimulatedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void startProvider() {
        provider = SimulatedProvider.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    private void start(String redaction) {
        gateway = TestGateway.start(TestGateway.yaml(provider.apiBase(), "gpt-4o") + "callstream:\n  redaction: "
                + redaction + "\n  auth: {keys: [{key: sk-1, team_id: sales}, {key: sk-2}]}\n");
    }

    private HttpResponse<String> ask(String key, String body) {
        return http.post(gateway.url(Asking.CHAT), body, "Authorization", "Bearer " + key);
    }

    @Test
    void theProviderGetsWhatWasWrittenAndTheEventDoesNot() {
        start("{rules: [{detectors: [mail]}]}");

        assertThat(ask("sk-1", REQUEST).statusCode()).isEqualTo(200);
        assertThat(provider.received().get(0).requestText()).contains("ada@example.org");
        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(event.getRequestBody()).contains("I am [mail]").doesNotContain("ada@");
        assertThat(event.getRedacted()).isTrue();
        assertThat(gateway.wiring().telemetry().scrape()).contains("callstream_redactions_total{detector=\"mail\"}");
    }

    @Test
    void theProviderGetsNoMoreThanTheEventsWhereARuleSaysSo() {
        start("{rules: [{detectors: [mail], apply_to: [events, provider]}]}");

        assertThat(ask("sk-1", REQUEST).statusCode()).isEqualTo(200);
        assertThat(provider.received().get(0).requestText())
                .contains("I am [mail]")
                .doesNotContain("ada@");
        assertThat(gateway.tape().await(SuccessEvent.class).getRequestBody()).contains("[mail]");
    }

    @Test
    void aRuleOfATeamIsForItsKeysAlone() {
        start("{rules: [{detectors: [mail], teams: [sales]}]}");

        ask("sk-2", REQUEST);
        assertThat(gateway.tape().await(SuccessEvent.class).getRequestBody()).contains("ada@example.org");

        ask("sk-1", REQUEST);
        assertThat(gateway.tape().await(SuccessEvent.class, 2).get(1).getRequestBody())
                .contains("[mail]");
    }

    @Test
    void whatIsTooLargeToBeLookedThroughIsNotRecordedAndNotSent() {
        start("{max_bytes: 1KiB, rules: [{detectors: [mail], teams: [sales], apply_to: [provider]},"
                + " {detectors: [mail]}]}");
        String large = REQUEST.replace("I am", "I am ".repeat(300));

        assertThat(ask("sk-1", large).statusCode()).isEqualTo(413);
        assertThat(provider.received()).isEmpty();

        assertThat(ask("sk-2", large).statusCode()).isEqualTo(200);
        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(event.getRequestBody()).isNull();
        assertThat(event.getCapture()).isEqualTo("none");
        assertThat(gateway.wiring().telemetry().scrape()).contains("callstream_redactions_left_out_total");
    }

    @Test
    void chunksOfAStreamAreToldWhenItHasEnded() {
        start("{rules: [{detectors: [mail]}]}");

        HttpResponse<String> response = ask("sk-1", Asking.stream("m"));

        assertThat(response.body()).contains("[DONE]");
        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(event.getChunkCount()).isPositive();
        assertThat(gateway.tape().await(ChunkEvent.class, event.getChunkCount()))
                .allSatisfy(chunk -> assertThat(chunk.getDelta()).isNotNull());
    }

    @Test
    void aReloadChangesTheRules() {
        start("{rules: [{detectors: [card]}]}");
        boolean taken = gateway.reload(TestGateway.yaml(provider.apiBase(), "gpt-4o")
                + "callstream:\n  redaction: {rules: [{detectors: [mail]}]}\n  auth: {keys: [{key: sk-1}]}\n");

        assertThat(taken).isTrue();
        ask("sk-1", REQUEST);
        assertThat(gateway.tape().await(SuccessEvent.class).getRequestBody()).contains("[mail]");
    }
}
