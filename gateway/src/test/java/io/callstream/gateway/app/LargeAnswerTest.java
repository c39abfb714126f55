package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Answers that are larger than what is kept in memory reach the client whole, and end no process. */
class LargeAnswerTest {
    private static final int MIB = 1 << 20;
    private static final String MEMORY = """
            callstream:
              server:
                max_memory_bytes: 16MiB
            """;
    private static final String END = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}\n\n"
            + "data: [DONE]\n\n";

    @Test
    @DisplayName("X6: a stream beyond what is put together passes on, and keeps its usage")
    void aLongStreamPassesOn() throws IOException {
        String chunk = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(2000)
                + "\"}}]}\n\n";
        SuccessEvent event = stream(() -> chunk, 8 * MIB / chunk.length());

        assertThat(event.getCapture()).isEqualTo("shed");
        assertThat(event.getResponseBody()).isNull();
        assertThat(event.getTotalTokens()).isEqualTo(7);
        assertThat(event.getFinishReason()).isEqualTo("stop");
        assertThat(event.getResponseId()).isEqualTo("c");
    }

    @Test
    @DisplayName("X6: a delta with millions of entries passes on")
    void aDeltaOfMillionsOfEntriesPassesOn() throws IOException {
        String delta =
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":[" + "1,".repeat(4_000_000) + "1]}}]}\n\n";

        assertThat(stream(() -> delta, 1).getTotalTokens()).isEqualTo(7);
    }

    @Test
    @DisplayName("X6: deltas with many small objects are bounded by what they take, not by their bytes")
    void manySmallObjectsAreCountedAsWhatTheyTake() throws IOException {
        int[] number = {0};
        SuccessEvent event = stream(
                () -> "data: {\"choices\":[{\"index\":0,\"delta\":{\"f" + number[0]++
                        + "\":{\"a\":{},\"b\":{}}}}]}\n\n",
                30_000);

        assertThat(event.getCapture()).isEqualTo("shed");
    }

    @Test
    @DisplayName("S60: one line of 18 MB passes on")
    void oneLongLinePassesOn() throws IOException {
        String line =
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(18 * MIB) + "\"}}]}\n\n";

        assertThat(stream(() -> line, 1).getTotalTokens()).isEqualTo(7);
    }

    @Test
    @DisplayName("X6: a plain answer beyond what is held passes on")
    void aLargePlainAnswerPassesOn() throws IOException {
        SuccessEvent event =
                plain("{\"choices\":[{\"index\":0,\"message\":{\"content\":\"" + "x".repeat(10 * MIB) + "\"}}]}");

        assertThat(event.getCapture()).isEqualTo("shed");
        assertThat(event.getUsageSource()).isEqualTo("unknown");
    }

    @Test
    @DisplayName("X6: what a plain answer beyond what is held says at its edges is told")
    void aLargePlainAnswerKeepsItsUsage() throws IOException {
        SuccessEvent event = plain(
                "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"" + "x,\\\"".repeat(2 * MIB)
                        + "\"}}],\"model\":\"m-1\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}\n");

        assertThat(event.getTotalTokens()).isEqualTo(7);
        assertThat(event.getUsageSource()).isEqualTo("provider");
        assertThat(event.getResponseId()).isEqualTo("c1");
    }

    private static SuccessEvent plain(String answer) throws IOException {
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        try (RawProvider provider = new RawProvider((request, out) -> {
                    out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
                    out.write(body);
                });
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), MEMORY)) {
            assertThat(length(gateway.url(Asking.CHAT), Asking.plain("m"))).isEqualTo(body.length);
            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            assertThat(event.getResponseBytes()).isEqualTo(body.length);
            return event;
        }
    }

    /** The event of a call whose provider sends so many chunks and the usual end, all of which the client gets. */
    private static SuccessEvent stream(Supplier<String> chunks, int count) throws IOException {
        long[] sent = {0};
        try (RawProvider provider = new RawProvider((request, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
                    for (int i = 0; i < count; i++) {
                        byte[] bytes = chunks.get().getBytes(StandardCharsets.UTF_8);
                        sent[0] += bytes.length;
                        out.write(bytes);
                    }
                    out.write(END.getBytes(StandardCharsets.UTF_8));
                });
                TestGateway gateway = TestGateway.toAll(provider.apiBase(), MEMORY)) {
            String request = Asking.stream("m", ",\"stream_options\":{\"include_usage\":true}");
            long length = length(gateway.url(Asking.CHAT), request);
            assertThat(length).isEqualTo(sent[0] + END.length());
            return gateway.tape().await(SuccessEvent.class);
        }
    }

    private static long length(URI url, String body) throws IOException {
        try {
            HttpResponse<InputStream> response = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(
                            HttpRequest.newBuilder(url)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                return in.transferTo(OutputStream.nullOutputStream());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
