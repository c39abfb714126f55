package io.callstream.sink.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Secret;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.sink.testkit.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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

    /** Test case 2 of RFC 4231. */
    @Test
    void theSignatureIsThatOfTheStandard() {
        assertThat(Signature.of(new Secret("Jefe"), "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    private ReceivedRequest sent(String mode) {
        try (WebhookHarness harness = WebhookHarness.in(mode);
                OpenSink<WebhookSinkConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(Fixtures.success(0)));
            return harness.destination().requests().get(0);
        }
    }
}
