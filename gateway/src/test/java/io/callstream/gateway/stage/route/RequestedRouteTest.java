package io.callstream.gateway.stage.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.call.RecordingClient;
import io.callstream.gateway.upstream.ProviderWire;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request's headers say about its tries and its time; what cannot be read says nothing. */
class RequestedRouteTest {
    private static final String CONFIG = CallRig.deployment("one") + "router_settings: {num_retries: 1}\n";

    private static String ask(String fields) {
        return "{\"model\":\"m\"," + fields + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    /** How often the provider is asked that fails each time. */
    private static int tries(CallRig rig, String body, String retries) {
        RecordingClient client = rig.call(body, new DefaultHttpHeaders().set("x-litellm-num-retries", retries));
        int tries = 0;
        while (client.received().isEmpty()) {
            if (rig.upstream().wires().stream().mapToInt(ProviderWire::count).sum() > tries) {
                rig.wire().answer(500, "{\"error\":{}}");
                tries++;
            } else {
                rig.advance(Duration.ofMillis(100));
            }
        }
        return tries;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "3, 4", "03, 4", "-1, 2", "'', 2", "x, 2", "1.0, 2", "100, 2", "+3, 2"})
    void aHeaderSaysHowOftenToTryAgain(String retries, int tries) {
        try (CallRig rig = new CallRig(CONFIG)) {
            assertThat(tries(rig, ask(""), retries)).isEqualTo(tries);
        }
    }

    @Test
    void theBodyComesBeforeTheHeader() {
        try (CallRig rig = new CallRig(CONFIG)) {
            assertThat(tries(rig, ask("\"num_retries\":0,"), "3")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x-litellm-timeout,        false, 2,          1900, 2100",
        "x-litellm-timeout,        false, 0.5,        450,  600",
        "x-litellm-timeout,        true,  2,          1900, 2100",
        "x-litellm-stream-timeout, true,  1,          900,  1100",
        "x-litellm-stream-timeout, false, 1,          4900, 5100",
        "x-litellm-timeout,        false, 0,          4900, 5100",
        "x-litellm-timeout,        false, -1,         4900, 5100",
        "x-litellm-timeout,        false, NaN,        4900, 5100",
        "x-litellm-timeout,        false, Infinity,   4900, 5100",
        "x-litellm-timeout,        false, 86401,      4900, 5100",
        "x-litellm-timeout,        false, soon,       4900, 5100",
        "x-litellm-timeout,        false, '',         4900, 5100",
        "x-litellm-timeout,        false, 0.000000000000001, 4900, 5100",
    })
    void aHeaderSaysHowLongToWait(String name, boolean stream, String value, long waits, long ends) {
        try (CallRig rig = CallRig.withOneDeployment()) {
            String body = ask(stream ? "\"stream\":true," : "");
            RecordingClient client = rig.call(body, new DefaultHttpHeaders().set(name, value));
            rig.advance(Duration.ofMillis(waits));
            assertThat(client.received()).isEmpty();
            rig.advance(Duration.ofMillis(ends - waits));

            assertThat(client.status()).isEqualTo("504");
        }
    }

    @Test
    void theBodysTimeComesBeforeTheHeaders() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client =
                    rig.call(ask("\"timeout\":3,"), new DefaultHttpHeaders().set("x-litellm-timeout", "1"));
            rig.advance(Duration.ofMillis(2900));
            assertThat(client.received()).isEmpty();
            rig.advance(Duration.ofMillis(200));

            assertThat(client.status()).isEqualTo("504");
        }
    }

    @Test
    void aModelHasToBeNamed() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call("{\"messages\":[]}");

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("you must provide a model parameter", "\"param\":\"model\"");
        }
    }

    @Test
    void oneThatIsNotThereIsNamedToTheClientAlone() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call("{\"model\":\"no\\u202esuch\",\"messages\":[]}");

            assertThat(client.status()).isEqualTo("404");
            assertThat(client.body())
                    .contains(
                            "The model `no\\\\u202esuch` does not exist on this gateway; GET /v1/models lists those that do.");
        }
    }
}
