package io.callstream.console.sinks;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.console.web.Json;
import io.callstream.console.web.WebException;
import io.callstream.sink.runtime.observe.ResumeRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What sinks say of themselves on their health pages; asked at most once a second. Safe for use by several threads. */
final class SinkHealth {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ResumeRequest resumption = new ResumeRequest();
    private final Map<String, URI> pages;
    private Map<String, JsonNode> latest = Map.of();
    private long askedAt = System.nanoTime() - 2 * FRESH_NANOS;

    SinkHealth(Map<String, URI> pages) {
        this.pages = Map.copyOf(pages);
    }

    /** By account; a sink whose page does not answer is not among them. */
    synchronized Map<String, JsonNode> accounts() {
        if (System.nanoTime() - askedAt > FRESH_NANOS) {
            latest = ask();
            askedAt = System.nanoTime();
        }
        return latest;
    }

    boolean hasPage(String sink) {
        return pages.containsKey(sink);
    }

    /**
     * Lets a sink that waits or is held try again at once; what it says of itself then is asked anew.
     *
     * @throws WebException if it cannot be asked
     */
    void resume(String sink) throws InterruptedException {
        URI page = Optional.ofNullable(pages.get(sink))
                .orElseThrow(() -> new WebException(
                        409,
                        "where sink " + sink + " can be asked is not known (callstream.console.sink_health." + sink
                                + ", its health page)"));
        Optional<String> trouble = resumption.send(page);
        if (trouble.isPresent()) {
            throw new WebException(502, "sink " + sink + " did not take it: " + trouble.get());
        }
        forget();
    }

    private synchronized void forget() {
        askedAt = System.nanoTime() - 2 * FRESH_NANOS;
    }

    private Map<String, JsonNode> ask() {
        Map<String, CompletableFuture<HttpResponse<String>>> asked = new TreeMap<>();
        pages.forEach((sink, page) -> asked.put(
                sink,
                http.sendAsync(
                        HttpRequest.newBuilder(page).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString())));
        Map<String, JsonNode> accounts = new TreeMap<>();
        asked.forEach((sink, answer) -> answer(answer).ifPresent(json -> {
            accounts.put(sink, json);
            json.path("routes").fields().forEachRemaining(route -> accounts.put(route.getKey(), route.getValue()));
        }));
        return accounts;
    }

    private static Optional<JsonNode> answer(CompletableFuture<HttpResponse<String>> answer) {
        try {
            return Json.parse(answer.join().body()).filter(JsonNode::isObject);
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException) {
                return Optional.empty(); // it is not running, or cannot be reached from here
            }
            throw e;
        }
    }
}
