package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Answers {@code /v1/rerank} and {@code /v2/rerank} in Cohere's form: documents with more of the query's words come first. */
final class Rerank {
    private Rerank() {}

    static Optional<ApiError> check(ObjectNode body) {
        return RequestRules.present(body, "query")
                .or(() -> RequestRules.present(body, "documents"))
                .or(() -> body.path("documents").isArray()
                                && !body.path("documents").isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                ApiError.invalid("documents must be an array that is not empty", "documents", null)));
    }

    static String answer(ObjectNode body) {
        JsonNode documents = body.path("documents");
        List<String> query = words(body.path("query").asText());
        ObjectNode root = Json.object().put("id", "rerank-sim");
        root.putArray("results");
        IntStream.range(0, documents.size())
                .boxed()
                .sorted(Comparator.comparingDouble(at -> -score(query, documents.get(at))))
                .limit(body.path("top_n").asInt(documents.size()))
                .forEach(at -> result(root, body, at, score(query, documents.get(at))));
        ObjectNode meta = root.putObject("meta");
        meta.putObject("api_version").put("version", "2");
        meta.putObject("billed_units").put("search_units", 1);
        return Json.text(root);
    }

    private static void result(ObjectNode root, ObjectNode body, int at, double score) {
        ObjectNode result = root.withArray("results").addObject();
        result.put("index", at).put("relevance_score", score);
        if (body.path("return_documents").asBoolean()) {
            result.putObject("document").put("text", text(body.path("documents").get(at)));
        }
    }

    private static double score(List<String> query, JsonNode document) {
        Set<String> said = Set.copyOf(words(text(document)));
        return (query.stream().filter(said::contains).count() + 0.01) / (query.size() + 1);
    }

    private static String text(JsonNode document) {
        return document.isObject() ? document.path("text").asText() : document.asText();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\W+", -1))
                .distinct()
                .toList();
    }
}
