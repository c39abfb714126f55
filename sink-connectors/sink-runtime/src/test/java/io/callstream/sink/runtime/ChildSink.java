package io.callstream.sink.runtime;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A sink's process, to be killed: runs the test sink until its input ends. Its destination is an HTTP server, and the event
 * with the given id brings the whole process down.
 */
public final class ChildSink {
    private ChildSink() {}

    /** Arguments: configuration file, data folder, URL of the destination, id of the poisonous event. */
    public static void main(String[] arguments) throws IOException {
        URI destination = URI.create(arguments[2]);
        HttpClient client = HttpClient.newHttpClient();
        TestSink.Destination.named("child").keeps = false;
        TestSink.Destination.named("child").answer = batch -> post(client, destination, batch, arguments[3]);
        Path config = Path.of(arguments[0]);
        Section parsed = new ConfigFile(Environment.of(Map.of()))
                .parse(Files.readString(config), config.toString(), new Problems());
        SinkRunnerOptions options = new SinkRunnerOptions(
                "test",
                SinkCatalogue.of(ChildSink.class.getClassLoader()),
                parsed,
                Environment.of(Map.of()),
                Path.of(arguments[1]),
                Optional.empty(),
                Clock.systemUTC(),
                new Random());
        try (SinkRunner runner = SinkRunner.start(options)) {
            while (System.in.read() >= 0) {
                // until the parent ends
            }
        }
    }

    private static Delivery post(HttpClient client, URI destination, List<CallEvent> batch, String poison) {
        List<String> ids = batch.stream().map(CallEvent::eventId).toList();
        if (ids.contains(poison)) {
            Runtime.getRuntime().halt(99);
        }
        HttpRequest request = HttpRequest.newBuilder(destination)
                .POST(HttpRequest.BodyPublishers.ofString(ids.stream().collect(Collectors.joining("\n"))))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == 200 ? Delivery.delivered() : Delivery.retry("http_" + status);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Delivery.retry("interrupted");
        }
    }
}
