package io.callstream.sink.lunary;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.http.Answer;
import io.callstream.sink.json.JsonReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what Lunary says of each event of a request. */
final class Results {
    /** What it says of a start that comes again, by itself or in its database's words. */
    private static final List<String> REPEATED = List.of("already exists", "duplicate key");

    private Results() {}

    /** Ids of the runs of which everything was taken, now or before; empty if the answer does not speak of runs. */
    static Optional<Set<String>> taken(Answer.Replied replied) {
        return JsonReader.tree(replied.body())
                .map(answer -> answer.path("results"))
                .filter(JsonNode::isArray)
                .map(Results::named);
    }

    private static Set<String> named(JsonNode results) {
        Set<String> named = new HashSet<>();
        Set<String> failed = new HashSet<>();
        for (JsonNode result : results) {
            (taken(result) ? named : failed).add(result.path("id").asText());
        }
        named.removeAll(failed);
        return named;
    }

    private static boolean taken(JsonNode result) {
        String error = result.path("error").asText();
        return result.path("success").asBoolean() || REPEATED.stream().anyMatch(error::contains);
    }
}
