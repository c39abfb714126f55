package io.callstream.sink.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.files.OwnerOnly;
import io.callstream.files.WholeFile;
import io.callstream.sink.SinkMetrics;
import io.callstream.sink.failure.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the counts over a restart, in {@code counts.json} of the sink's data directory. Without a place to write to the sink works as
 * well, and forgets. For one thread.
 */
final class AlertStateFile {
    private static final Logger LOG = LoggerFactory.getLogger(AlertStateFile.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final SinkMetrics metrics;
    private boolean warned;

    AlertStateFile(Path directory, SinkMetrics metrics) {
        this.file = directory.resolve("counts.json");
        this.metrics = metrics;
    }

    /** What was saved last; nothing if there is no file, or one that cannot be read. */
    BookState load() {
        if (!Files.exists(file)) {
            return BookState.EMPTY;
        }
        try {
            return read(MAPPER.readTree(Files.readAllBytes(file)));
        } catch (IOException | DateTimeException e) {
            LOG.warn(
                    "The counts in {} cannot be read ({}); counting begins anew",
                    file,
                    e.getClass().getSimpleName());
            return BookState.EMPTY;
        }
    }

    /** Replaces the file as a whole; a crash leaves the one before or this one. */
    void save(BookState state) {
        try {
            OwnerOnly.createFolderOf(file);
            WholeFile.replace(file, MAPPER.writeValueAsBytes(written(state)));
        } catch (IOException e) {
            metrics.count("unsaved_counts", 1);
            if (!warned) {
                warned = true;
                LOG.warn(
                        "Counts cannot be saved to {} ({}); a restart forgets them",
                        file,
                        e.getClass().getSimpleName());
            }
        }
    }

    private static ObjectNode written(BookState state) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put(
                "digest_begun",
                state.digestBegun() == null ? null : state.digestBegun().toString());
        ArrayNode digest = root.putArray("digest");
        state.digest()
                .forEach((kind, tally) -> kind(digest.addObject(), kind)
                        .put("count", tally.count())
                        .put("first", tally.first().toString())
                        .put("last", tally.last().toString())
                        .put("example_call", tally.exampleCall()));
        ArrayNode seen = root.putArray("last_seen");
        state.lastSeen().forEach((kind, time) -> kind(seen.addObject(), kind).put("at", time.toString()));
        return root;
    }

    private static ObjectNode kind(ObjectNode node, Fingerprint kind) {
        return node.put("error_code", kind.errorCode())
                .put("model_group", kind.modelGroup())
                .put("provider", kind.provider())
                .put("origin", kind.origin());
    }

    private static BookState read(JsonNode root) {
        Map<Fingerprint, Tally> digest = new LinkedHashMap<>();
        for (JsonNode node : root.path("digest")) {
            Instant first = instant(node.path("first"));
            digest.put(
                    kind(node),
                    new Tally(
                            node.path("count").asLong(),
                            first,
                            instant(node.path("last")),
                            node.path("example_call").asText()));
        }
        Map<Fingerprint, Instant> seen = new LinkedHashMap<>();
        root.path("last_seen").forEach(node -> seen.put(kind(node), instant(node.path("at"))));
        JsonNode begun = root.path("digest_begun");
        return new BookState(begun.isTextual() ? instant(begun) : null, digest, seen);
    }

    private static Instant instant(JsonNode node) {
        return Instant.parse(node.asText());
    }

    private static Fingerprint kind(JsonNode node) {
        return new Fingerprint(
                node.path("error_code").asText(),
                nullable(node.path("model_group")),
                nullable(node.path("provider")),
                node.path("origin").asText());
    }

    private static @Nullable String nullable(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }
}
