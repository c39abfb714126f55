package io.callstream.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** A client of the usual kind. Safe for several threads. */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CALL_ID = "x-callstream-call-id";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;

    Client(URI gateway) {
        this.gateway = gateway;
    }

    /** @param body empty when the connection broke before the answer was complete */
    record Answer(int status, String callId, Optional<String> body) {}

    /** A call to its end, however it ends. */
    Answer call(String path, String body) {
        return call(path, body, Configs.KEY);
    }

    Answer call(String path, String body, String key) {
        HttpResponse<InputStream> response = send(path, body, key);
        try (InputStream stream = response.body()) {
            return answer(response, Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            return answer(response, Optional.empty());
        }
    }

    /** Reads the first lines of a stream, and closes the connection. */
    Answer hangUp(String path, String body, int after) {
        HttpResponse<InputStream> response = send(path, body, Configs.KEY);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            return answer(response, Optional.of(lines.lines().limit(after).collect(Collectors.joining("\n"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<InputStream> send(String path, String body, String key) {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(HttpResponse<?> response, Optional<String> body) {
        return new Answer(
                response.statusCode(), response.headers().firstValue(CALL_ID).orElseThrow(), body);
    }
}
