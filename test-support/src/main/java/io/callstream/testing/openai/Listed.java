package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Reply;
import java.util.Collection;

/** What the answers about kept things have in common. */
final class Listed {
    private Listed() {}

    static ObjectNode of(Collection<ObjectNode> items) {
        ObjectNode root = Json.object().put("object", "list");
        ArrayNode data = root.putArray("data").addAll(items);
        if (!data.isEmpty()) {
            root.put("first_id", data.get(0).path("id").asText());
            root.put("last_id", data.get(data.size() - 1).path("id").asText());
        }
        return root.put("has_more", false);
    }

    static Reply none(String kind, String id) {
        return new ApiError(404, "invalid_request_error", "No such " + kind + " object: " + id, "id", null).reply();
    }

    static Reply wrongMethod(ApiRequest request) {
        String message = "Not allowed to " + request.method() + " on " + request.path() + ".";
        return new ApiError(405, "invalid_request_error", message, null, null).reply();
    }
}
