package io.callstream.gateway.api.openai;

import io.callstream.json.Slice;

/** Fields of OpenAI's chunks that are not just put together like any other. */
final class Names {
    static final byte[] CHOICES = bytes("choices");
    static final byte[] USAGE = bytes("usage");
    static final byte[] ERROR = bytes("error");
    static final byte[] INDEX = bytes("index");
    static final byte[] DELTA = bytes("delta");
    static final byte[] TEXT = bytes("text");
    static final byte[] OBJECT = bytes("object");
    static final byte[] TOOL_CALLS = bytes("tool_calls");
    static final byte[] ID = bytes("id");
    static final byte[] FINISH_REASON = bytes("finish_reason");

    static final byte[] WHOLE = bytes("message");
    static final Slice MESSAGE = Slice.of("message");
    static final Slice ROLE = Slice.of("role");
    static final Slice CONTENT = Slice.of("content");

    /** Said once and perhaps repeated, where other strings of a delta grow. */
    private static final byte[][] ONCE = {
        bytes("role"),
        bytes("id"),
        bytes("type"),
        bytes("name"),
        bytes("call_id"),
        bytes("format"),
        bytes("object"),
        bytes("model"),
        bytes("status")
    };

    /** Texts of a model, whose pieces may well be the same. */
    private static final byte[][] TEXTS = {
        bytes("content"),
        bytes("arguments"),
        bytes("reasoning_content"),
        bytes("reasoning"),
        TEXT,
        bytes("refusal"),
        bytes("thinking"),
        bytes("summary"),
        bytes("input"),
        bytes("transcript"),
        bytes("data")
    };

    private Names() {}

    static byte[][] once() {
        return ONCE.clone();
    }

    static byte[][] texts() {
        return TEXTS.clone();
    }

    private static byte[] bytes(String name) {
        return Slice.of(name).array();
    }
}
