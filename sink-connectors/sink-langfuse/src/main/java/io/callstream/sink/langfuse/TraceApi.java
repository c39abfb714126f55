package io.callstream.sink.langfuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.Target;
import io.callstream.sink.json.JsonBytes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/**
 * Finds observations and deletes traces. For any thread.
 *
 * @param base address of the server, without a slash at its end
 * @param headers with the project's keys
 * @see <a href="https://api.reference.langfuse.com">Langfuse: API reference</a>
 */
record TraceApi(String base, Map<String, String> headers, HttpSender sender) implements AutoCloseable {
    /** Observations a page; their metadata is read with them. */
    private static final int PAGE = 100;
    /** Version 3 cannot leave the bodies out. */
    private static final int PAGE_WITH_BODIES = 10;

    private static final byte[] NOTHING = new byte[0];
    /** A longer value does not fit an address: its beginning is asked for, and the answers are looked at. */
    private static final int LONGEST_ASKED = 500;

    TraceApi {
        headers = Map.copyOf(headers);
    }

    /** Of the server, which has another way to read observations. */
    enum Version {
        THREE,
        FOUR
    }

    /** Asks for observations whose metadata has this value. */
    static String withMetadata(String key, String value) {
        ObjectNode condition = JsonNodeFactory.instance
                .objectNode()
                .put("type", "stringObject")
                .put("column", "metadata")
                .put("key", key)
                .put("operator", value.length() > LONGEST_ASKED ? "starts with" : "=")
                .put("value", value.length() > LONGEST_ASKED ? beginning(value) : value);
        return "filter=" + encoded(JsonNodeFactory.instance.arrayNode().add(condition));
    }

    /** Never half a character. */
    private static String beginning(String value) {
        return value.substring(
                0, Character.isHighSurrogate(value.charAt(LONGEST_ASKED - 1)) ? LONGEST_ASKED - 1 : LONGEST_ASKED);
    }

    /** Asks for all observations of one trace. */
    static String ofTrace(String traceId) {
        return "traceId=" + encoded(traceId);
    }

    /**
     * One page.
     *
     * @param which see {@link #withMetadata} and {@link #ofTrace}
     * @param key of the metadata that is wanted whole
     * @param cursor what the page before said; empty for the first
     */
    Answer observations(Version version, String which, String key, String cursor) {
        String path = version == Version.FOUR
                ? "/api/public/v2/observations?" + which + "&fields=core,metadata&expandMetadata=" + encoded(key)
                        + "&limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor))
                : "/api/public/observations?" + which + "&limit=" + PAGE_WITH_BODIES + "&page="
                        + (cursor.isEmpty() ? "1" : cursor);
        return sender.send("GET", target(path), Message.json(NOTHING));
    }

    Answer delete(Collection<String> traceIds) {
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        traceIds.forEach(ids::add);
        JsonNode body = JsonNodeFactory.instance.objectNode().set("traceIds", ids);
        return sender.send("DELETE", target("/api/public/traces"), Message.json(JsonBytes.of(body)));
    }

    private Target target(String path) {
        return new Target(URI.create(base + path), headers);
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        sender.close();
    }
}
