package io.callstream.analytics.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/** The other instances: which of them has what, and what they answer. */
final class Peers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HostInfo here;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    Peers(HostInfo here) {
        this.here = here;
    }

    /** Whether this instance has the key, or must ask another one. */
    boolean isHere(HostInfo owner) {
        return owner.equals(here);
    }

    /** The instance that has a key of a store. */
    HostInfo owner(KafkaStreams streams, String store, String key) {
        KeyQueryMetadata metadata = streams.queryMetadataForKey(store, key, new StringSerializer());
        if (metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw new QueryException(503, "partitions are being shared out; ask again in a moment");
        }
        return metadata.activeHost();
    }

    /** Every other instance that has a part of a store. */
    List<HostInfo> others(KafkaStreams streams, String store) {
        Collection<StreamsMetadata> all = streams.streamsMetadataForStore(store);
        return all.stream()
                .filter(each -> each.stateStoreNames().contains(store))
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !isHere(host))
                .distinct()
                .toList();
    }

    /** Asks another instance the same question about what it has itself. */
    JsonNode ask(HostInfo host, Question question) {
        return read(host, send(host, question));
    }

    /** As {@link #ask}, handing on whatever it answers. */
    Answer forward(HostInfo host, Question question) {
        HttpResponse<byte[]> answer = send(host, question);
        return new Answer(answer.statusCode(), "application/json", answer.body());
    }

    private static JsonNode read(HostInfo host, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new QueryException(
                    502, "the instance at " + host.host() + ":" + host.port() + " answers " + answer.statusCode());
        }
        try {
            return Answer.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new QueryException(502, "the instance at " + host.host() + ":" + host.port() + " answers no JSON");
        }
    }

    private HttpResponse<byte[]> send(HostInfo host, Question question) {
        String query = question.parameters().entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&", "", question.parameters().isEmpty() ? "" : "&"));
        URI address = URI.create("http://" + host.host() + ":" + host.port()
                + encoded(question.path()).replace("%2F", "/") + "?" + query + Question.LOCAL + "=1");
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("x-api-key", question.key().isEmpty() ? "none" : question.key())
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new QueryException(
                    502, "the instance at " + host.host() + ":" + host.port() + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(503, "this instance is stopping");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
