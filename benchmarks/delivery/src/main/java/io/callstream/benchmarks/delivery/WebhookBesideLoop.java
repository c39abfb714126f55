package io.callstream.benchmarks.delivery;

import io.callstream.sink.CallEvent;
import io.callstream.sink.webhook.WebhookSinkFactory;
import io.callstream.testing.events.SampleCall;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * The webhook sink beside a loop over the same HTTP client that posts the bodies which the sink posted, ready-made and without a
 * header of its own, to the same server; both one request after the other, many events a request and one.
 */
public final class WebhookBesideLoop {
    private static final int CALLS = 10_000;

    private final List<CallEvent> events;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private WebhookBesideLoop(int calls) {
        this.events = SampleCall.first(calls).stream()
                .<CallEvent>map(call -> new CallEvent.Success(call.success()))
                .toList();
    }

    public static void main(String[] args) throws Exception {
        new WebhookBesideLoop(CALLS).race("batch");
        new WebhookBesideLoop(CALLS / 5).race("single");
    }

    private void race(String mode) throws Exception {
        try (Endpoint endpoint = Endpoint.start();
                SinkUnderLoad sink = SinkUnderLoad.of(
                        new WebhookSinkFactory(),
                        Map.of("url", endpoint.uri().toString(), "mode", mode),
                        Files.createTempDirectory("callstream-webhook"))) {
            sink.deliver(events);
            List<byte[]> bodies = endpoint.taken();
            URI uri = endpoint.uri();
            new Race(15, 9, events.size())
                    .run("sink(" + mode + ")", () -> deliver(sink), "loop", () -> post(uri, bodies));
        }
    }

    private long deliver(SinkUnderLoad sink) throws Exception {
        long begun = System.nanoTime();
        sink.deliver(events);
        return System.nanoTime() - begun;
    }

    private long post(URI uri, List<byte[]> bodies) throws Exception {
        long begun = System.nanoTime();
        for (byte[] body : bodies) {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            int status = client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .statusCode();
            if (status != 200) {
                throw new IllegalStateException("the endpoint answered " + status);
            }
        }
        return System.nanoTime() - begun;
    }
}
