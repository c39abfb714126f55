package io.callstream.gateway.api.responses;

import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;

/** A call of a function. */
final class CallItem extends OutputItem {
    private final String callId;
    private final String name;
    private final StringBuilder arguments = new StringBuilder();

    /** @param first the first part of the call */
    CallItem(Delta.ToolCall first, String response, int index) {
        super(Kind.CALL, response, index);
        this.callId = first.id() == null ? "call_" + index : first.id();
        this.name = first.name() == null ? "" : first.name();
    }

    @Override
    JsonValue begun() {
        return call("in_progress", "");
    }

    @Override
    JsonValue done() {
        return call(status(), arguments.toString());
    }

    private JsonValue call(String status, String all) {
        return item().with("status", status)
                .with("call_id", callId)
                .with("name", name)
                .with("arguments", all)
                .value();
    }

    @Override
    void beginPart(EventFrames frames) {}

    @Override
    void add(String piece, EventFrames frames) {
        if (!piece.isEmpty()) {
            arguments.append(piece);
            frames.event("response.function_call_arguments.delta", place().with("delta", piece));
        }
    }

    @Override
    void endPart(EventFrames frames) {
        if (arguments.isEmpty()) {
            add(Delta.NO_ARGUMENTS, frames);
        }
        JsonObject whole = place().with("name", name).with("arguments", arguments.toString());
        frames.event("response.function_call_arguments.done", whole);
    }
}
