package io.callstream.replay;

import io.callstream.sink.BatchPolicy;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Repeats;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A sink that posts the ids of its events, a line each. */
public final class RecorderSink implements SinkFactory<RecorderSink.Config> {
    record Config(URI destination, boolean appends) {}

    @Override
    public String name() {
        return "recorder";
    }

    @Override
    public Config configure(SinkSettings settings) {
        return new Config(
                URI.create(settings.section().required("destination")),
                settings.section().flag("appends", false));
    }

    @Override
    public BatchPolicy batching(Config config) {
        return BatchPolicy.of(20, 1 << 20, Duration.ofMillis(20)).withConcurrency(2);
    }

    @Override
    public Repeats repeats(Config config) {
        return config.appends() ? Repeats.KEPT : Repeats.MERGED;
    }

    @Override
    public Sink create(Config config, SinkContext context) {
        return new Posting(config.destination(), HttpClient.newHttpClient());
    }

    private record Posting(URI destination, HttpClient client) implements Sink {
        @Override
        public Delivery deliver(List<CallEvent> batch) throws IOException, InterruptedException {
            String ids = batch.stream().map(CallEvent::eventId).collect(Collectors.joining("\n"));
            HttpRequest request = HttpRequest.newBuilder(destination)
                    .POST(HttpRequest.BodyPublishers.ofString(ids))
                    .build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return switch (status) {
                case 200 -> Delivery.delivered();
                case 400 -> Delivery.rejected("http_400");
                default -> Delivery.retry("http_" + status);
            };
        }

        @Override
        public void close() {}
    }
}
