package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls whose tokens nobody reported wait to be counted, within bounds. */
class LateCountTest {
    private static final int CALLS = 40;
    private static final int PROMPT = 700_000;
    private static final String ANSWER =
            "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"}}]}";

    @Test
    @DisplayName("X7: large prompts without usage are counted or marked, and take no more memory than there is")
    void largePromptsWithoutUsageAreCountedOrMarked() throws IOException {
        try (RawProvider provider = new RawProvider((request, out) ->
                        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                        + ANSWER.length() + "\r\n\r\n" + ANSWER)
                                .getBytes(StandardCharsets.UTF_8)));
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), """
                        callstream:
                          server:
                            max_memory_bytes: 24MiB
                        """)) {
            String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\""
                    + "some words to count ".repeat(PROMPT / 20) + "\"}]}";
            for (int i = 0; i < CALLS; i++) {
                try (RawClient client = new RawClient(gateway.port())) {
                    client.write(RawClient.post(Asking.CHAT, body));
                    assertThat(client.readUntil("\r\n")).isEqualTo("HTTP/1.1 200 OK\r\n");
                }
            }

            List<String> sources = new ArrayList<>();
            for (SuccessEvent event : gateway.tape().await(SuccessEvent.class, CALLS)) {
                sources.add(event.getUsageSource());
                assertThat(event.getTotalTokens() == null)
                        .isEqualTo(event.getUsageSource().equals("unknown"));
            }
            assertThat(sources).contains("counted", "unknown").containsOnly("counted", "unknown");
        }
    }
}
