package io.callstream.sink.runtime.observe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a running sink, on its health port, to try again at once. Safe for use by several threads. */
public final class ResumeRequest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ACCEPTED = 202;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * @param healthPage of the sink, such as {@code http://sink-postgres:4100/health}
     * @return what is against it; empty when the sink tries again
     */
    public Optional<String> send(URI healthPage) throws InterruptedException {
        URI address = healthPage.resolve("resume");
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == ACCEPTED
                    ? Optional.empty()
                    : Optional.of(address + " answers HTTP " + answer.statusCode() + ": "
                            + answer.body().strip());
        } catch (IOException e) {
            return Optional.of(address + " does not answer: " + e);
        }
    }
}
