package io.callstream.gateway.api.responses;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** One item of a response's output, as it grows. For one answer. */
abstract class OutputItem {
    private static final int ID_CHARACTERS = 32;

    private final Kind kind;
    private final String id;
    private final int index;
    private String status = "completed";

    /** What an item is. */
    enum Kind {
        MESSAGE("message", "msg_"),
        REASONING("reasoning", "rs_"),
        CALL("function_call", "fc_");

        private final String type;
        private final String prefix;

        Kind(String type, String prefix) {
            this.type = type;
            this.prefix = prefix;
        }
    }

    /** @param response the id of the response, from which those of its items follow */
    OutputItem(Kind kind, String response, int index) {
        this.kind = kind;
        this.index = index;
        byte[] name = (response + "/" + index).getBytes(StandardCharsets.UTF_8);
        this.id = kind.prefix
                + UUID.nameUUIDFromBytes(name).toString().replace("-", "").substring(0, ID_CHARACTERS);
    }

    final Kind kind() {
        return kind;
    }

    /** The answer has ended in the middle of it. */
    final void cut() {
        status = "incomplete";
    }

    /** Once nothing is added. */
    final String status() {
        return status;
    }

    /** How each shows itself. */
    final JsonObject item() {
        return new JsonObject().with("id", id).with("type", kind.type);
    }

    /** What events about a part of it say first. */
    final JsonObject place() {
        return new JsonObject().with("item_id", id).with("output_index", index);
    }

    final void begin(EventFrames frames) {
        frames.item("response.output_item.added", index, begun());
        beginPart(frames);
    }

    final void end(EventFrames frames) {
        endPart(frames);
        frames.item("response.output_item.done", index, done());
    }

    /** As it is when it begins. */
    abstract JsonValue begun();

    /** As it is now, and nothing is added. */
    abstract JsonValue done();

    abstract void beginPart(EventFrames frames);

    abstract void add(String piece, EventFrames frames);

    abstract void endPart(EventFrames frames);
}
