package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** The bytes of a request's body, read as a JSON object on demand. */
public final class RequestBody {
    private final byte[] bytes;

    public RequestBody(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Empty if the bytes are not exactly one JSON object. */
    Optional<ObjectNode> object() {
        try {
            JsonNode node = Json.MAPPER.readTree(bytes);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }
}
