package io.callstream.sink.langfuse;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.Delivery;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.json.JsonReader;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads observations page by page: by the API of version 4 of the server, and where that is missing by the one before it. For one thread at a
 * time.
 */
final class Observations {
    private static final StatusTable STATUSES = StatusTable.standard();
    private static final Delivery UNREADABLE = Delivery.retry("langfuse_answer_unreadable");
    private static final int NOT_FOUND = 404;

    private final TraceApi api;
    private TraceApi.Version version = TraceApi.Version.FOUR;

    Observations(TraceApi api) {
        this.api = api;
    }

    /**
     * Gives the observations until one is enough.
     *
     * @param key of the metadata that is read with each, whole
     */
    Delivery read(String which, String key, Predicate<JsonNode> enough) {
        String cursor = "";
        while (true) {
            Answer answer = page(which, key, cursor);
            Delivery verdict = STATUSES.delivery(answer);
            if (!(verdict instanceof Delivery.Delivered)) {
                return verdict;
            }
            Optional<JsonNode> page = page(answer);
            if (page.isEmpty()) {
                return UNREADABLE;
            }
            for (JsonNode observation : page.get().path("data")) {
                if (enough.test(observation)) {
                    return Delivery.delivered();
                }
            }
            cursor = next(page.get().path("meta"));
            if (cursor.isEmpty()) {
                return Delivery.delivered();
            }
        }
    }

    private Answer page(String which, String key, String cursor) {
        Answer answer = api.observations(version, which, key, cursor);
        boolean missing = answer instanceof Answer.Replied replied && replied.status() == NOT_FOUND;
        if (missing && version == TraceApi.Version.FOUR && cursor.isEmpty()) {
            version = TraceApi.Version.THREE;
            return api.observations(version, which, key, cursor);
        }
        return answer;
    }

    private static Optional<JsonNode> page(Answer answer) {
        return answer instanceof Answer.Replied replied
                ? JsonReader.tree(replied.body())
                        .filter(page -> page.path("data").isArray())
                : Optional.empty();
    }

    /** Version 4 names the place to go on from, version 3 counts pages. */
    private static String next(JsonNode meta) {
        int page = meta.path("page").asInt();
        return page > 0 && page < meta.path("totalPages").asInt()
                ? Integer.toString(page + 1)
                : meta.path("cursor").asText("");
    }
}
