package io.callstream.sql.flink.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a value in JSON text by a path such as {@code $.choices[0].message.content}, or by the name of a member. */
final class JsonPath {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STEP =
            Pattern.compile("\\.(?<name>[^.\\[\"]+)|\\.\"(?<quoted>[^\"]+)\"|\\[(?<index>[0-9]+)]");

    private JsonPath() {}

    static @Nullable JsonNode find(@Nullable String text, @Nullable String path) {
        if (text == null || path == null) {
            return null;
        }
        try {
            JsonNode found = walk(JSON.readTree(text), path);
            return found.isMissingNode() ? null : found;
        } catch (JsonProcessingException e) {
            return null; // what is no JSON has no values
        }
    }

    private static JsonNode walk(JsonNode root, String path) {
        if (path.startsWith("/")) {
            return root.at(path);
        } else if (!path.startsWith("$")) {
            return root.path(path);
        }
        JsonNode node = root;
        Matcher step = STEP.matcher(path);
        int at = 1;
        for (; at < path.length() && step.find(at) && step.start() == at; at = step.end()) {
            String index = step.group("index");
            String name = step.group("name") == null ? step.group("quoted") : step.group("name");
            node = index == null ? node.path(name) : node.path(Integer.parseInt(index));
        }
        if (at < path.length()) {
            throw new IllegalArgumentException("JSON path '" + path + "' (expected one like $.choices[0].message)");
        }
        return node;
    }
}
