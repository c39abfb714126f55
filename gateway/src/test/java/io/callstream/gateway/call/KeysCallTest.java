package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry with several keys for its provider. */
class KeysCallTest {
    private static final String CONFIG = """
        model_list:
          - model_name: m
            litellm_params:
              {model: openai/gpt-4o, api_base: "http://one.example/v1", api_keys: [sk-first-key, sk-second-key], timeout: 5}
            model_info: {id: mine}
        router_settings: {num_retries: 0}
        """;

    private static String head(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\ncontent-type: application/json\r\ncontent-length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String lastKey(CallRig rig) {
        String requests = rig.wire().requests();
        String last = requests.substring(requests.lastIndexOf("authorization: Bearer ") + 22);
        return last.substring(0, last.indexOf("\r\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429})
    void aKeyThatIsRefusedOrUsedUpRestsWhileTheOtherGoesOn(int status) {
        try (CallRig rig = new CallRig(CONFIG)) {
            rig.call(CallRig.plain());
            String refused = lastKey(rig);
            rig.wire().send(head(status, "{\"error\":{\"message\":\"" + refused + " is no good\"}}"));
            FailureEvent failed = rig.lane().only(FailureEvent.class);
            assertThat(failed.toString()).contains("mine-").doesNotContain(refused);

            Set<String> used = new HashSet<>();
            for (int i = 0; i < 6; i++) {
                RecordingClient client = rig.call(CallRig.plain());
                used.add(lastKey(rig));
                rig.wire().send(head(200, CallRig.answer("Hi")));
                assertThat(client.status()).isEqualTo("200");
            }
            assertThat(used).hasSize(1).doesNotContain(refused).allMatch(key -> key.startsWith("sk-"));
            assertThat(rig.lane().all(SuccessEvent.class))
                    .allSatisfy(event -> assertThat(event.toString()).doesNotContain("-key"));
        }
    }
}
