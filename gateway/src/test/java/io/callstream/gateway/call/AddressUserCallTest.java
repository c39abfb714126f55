package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider behind a proxy that asks for a user and a password, which stand in its address. */
class AddressUserCallTest {
    private static final String USER = Base64.getEncoder().encodeToString("ann:pass".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @ValueSource(strings = {"", ", api_key: sk-key"})
    void theyReachTheProviderAndNobodyElse(String key) {
        String config = """
                model_list:
                  - model_name: m
                    litellm_params: {model: openai/gpt-4o, api_base: "http://ann:pass@one.example/v1", timeout: 5%s}
                """.formatted(key);
        try (CallRig rig = new CallRig(config)) {
            RecordingClient client = rig.call(CallRig.plain());
            String request = rig.wire().requests();
            rig.wire()
                    .send("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
                            + CallRig.answer("Hi").length() + "\r\n\r\n" + CallRig.answer("Hi"));

            assertThat(request).containsOnlyOnce("authorization: ").contains("authorization: Basic " + USER + "\r\n");
            assertThat(request).contains("host: one.example\r\n").doesNotContain("ann:pass", "sk-key");
            assertThat(client.status()).isEqualTo("200");
            assertThat(rig.lane().told().toString()).doesNotContain("ann:pass", USER);
        }
    }
}
