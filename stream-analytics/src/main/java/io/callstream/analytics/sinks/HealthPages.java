package io.callstream.analytics.sinks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What sinks say of themselves at {@code /health}. Blocks on the network; for one thread. */
final class HealthPages {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<String> NEED_SOMEBODY = Set.of("held", "stopped", "failed");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** Empty when there is no such page now: a sink that is away is not held. */
    Optional<SinkReading> ask(URI page) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return Optional.of(reading(JSON.readTree(answer.body())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A sink with accounts of keys and teams is held when one of them is. */
    private static SinkReading reading(JsonNode health) {
        SinkReading sum = one(health);
        for (JsonNode route : health.path("routes")) {
            SinkReading other = one(route);
            sum = new SinkReading(
                    sum.held() || other.held(),
                    sum.lag() + other.lag(),
                    Optional.empty(),
                    sum.held() || !other.held() ? sum.reason() : other.reason());
        }
        return sum;
    }

    private static SinkReading one(JsonNode health) {
        boolean held = NEED_SOMEBODY.contains(health.path("state").asText());
        return new SinkReading(
                held,
                health.path("lag_records").asLong(),
                Optional.empty(),
                held ? health.path("reason").asText() : "");
    }
}
