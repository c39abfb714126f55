package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Answers {@code /v1/moderations}: an input that has the word "attack" in it is flagged as violence. */
final class Moderations {
    private static final List<String> CATEGORIES = List.of(
            "harassment",
            "harassment/threatening",
            "hate",
            "hate/threatening",
            "illicit",
            "illicit/violent",
            "self-harm",
            "self-harm/instructions",
            "self-harm/intent",
            "sexual",
            "sexual/minors",
            "violence",
            "violence/graphic");

    private Moderations() {}

    static String answer(ObjectNode body) {
        ObjectNode root = Json.object()
                .put("id", "modr-sim")
                .put("model", body.path("model").asText("omni-moderation-latest"));
        JsonNode input = body.path("input");
        boolean texts = input.isArray() && input.path(0).isTextual();
        for (int at = 0; at < (texts ? input.size() : 1); at++) {
            String said = Json.text(texts ? input.get(at) : input).toLowerCase(Locale.ROOT);
            judge(root.withArray("results").addObject(), said.contains("attack"));
        }
        return Json.text(root);
    }

    private static void judge(ObjectNode result, boolean flagged) {
        result.put("flagged", flagged);
        for (String category : CATEGORIES) {
            boolean found = flagged && category.equals("violence");
            result.withObject("/categories").put(category, found);
            result.withObject("/category_scores").put(category, found ? 0.9 : 0.001);
            result.withObject("/category_applied_input_types")
                    .putArray(category)
                    .add("text");
        }
    }
}
