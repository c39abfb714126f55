package io.callstream.gateway.api.responses;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message, or what the model says of its thoughts: one part of text. */
final class TextItem extends OutputItem {
    private final StringBuilder text = new StringBuilder();
    private @Nullable String sealed;
    private boolean begunPart;

    TextItem(Kind kind, String response, int index) {
        super(kind, response, index);
    }

    /** What its provider takes a thought back by. */
    void seal(String data) {
        sealed = data;
    }

    @Override
    JsonValue begun() {
        JsonObject item = item();
        return message()
                ? item.with("status", "in_progress")
                        .with("role", "assistant")
                        .with("content", List.of())
                        .value()
                : item.with("summary", List.of()).value();
    }

    @Override
    JsonValue done() {
        JsonObject item = item();
        List<JsonValue> parts = message() || begunPart ? List.of(part(text.toString())) : List.of();
        return message()
                ? item.with("status", status())
                        .with("role", "assistant")
                        .with("content", parts)
                        .value()
                : item.with("summary", parts).with("encrypted_content", sealed).value();
    }

    private boolean message() {
        return kind() == Kind.MESSAGE;
    }

    private JsonValue part(String all) {
        JsonObject part = new JsonObject()
                .with("type", message() ? "output_text" : "summary_text")
                .with("text", all);
        return message()
                ? part.with("annotations", List.of())
                        .with("logprobs", List.of())
                        .value()
                : part.value();
    }

    /** Where its only part is. */
    private JsonObject at() {
        return place().with(message() ? "content_index" : "summary_index", 0);
    }

    /** A thought of which nothing is said has no part. */
    @Override
    void beginPart(EventFrames frames) {
        if (message()) {
            openPart(frames);
        }
    }

    private void openPart(EventFrames frames) {
        begunPart = true;
        String type = message() ? "response.content_part.added" : "response.reasoning_summary_part.added";
        frames.event(type, at().with("part", part("")));
    }

    @Override
    void add(String piece, EventFrames frames) {
        if (!begunPart) {
            openPart(frames);
        }
        text.append(piece);
        if (message()) {
            frames.event("response.output_text.delta", at().with("delta", piece).with("logprobs", List.of()));
        } else {
            frames.event("response.reasoning_summary_text.delta", at().with("delta", piece));
        }
    }

    @Override
    void endPart(EventFrames frames) {
        if (!begunPart) {
            return;
        }
        String all = text.toString();
        if (message()) {
            frames.event("response.output_text.done", at().with("text", all).with("logprobs", List.of()));
            frames.event("response.content_part.done", at().with("part", part(all)));
        } else {
            frames.event("response.reasoning_summary_text.done", at().with("text", all));
            frames.event("response.reasoning_summary_part.done", at().with("part", part(all)));
        }
    }
}
