package io.callstream.sink.otlp.span;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Ids of traces and spans. A destination may refuse a whole request for one malformed id, so every id is checked, and a
 * name that is no id becomes one: the first bytes of its SHA-256.
 */
public final class Ids {
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private Ids() {}

    /** The trace of this name: the id itself if it is one, 32 hex digits. */
    public static ByteString trace(String name) {
        return id(name, TRACE_BYTES);
    }

    /** The span of this name: the id itself if it is one, 16 hex digits. */
    public static ByteString span(String name) {
        return id(name, SPAN_BYTES);
    }

    /** The trace that the gateway counts the call to. */
    public static ByteString traceOf(CallEnd call) {
        return trace(call.text("trace_id").or(() -> call.text("call_id")).orElse(""));
    }

    /** The span that the gateway gave the call. */
    public static ByteString spanOf(CallEnd call) {
        return span(call.text("span_id").or(() -> call.text("call_id")).orElse(""));
    }

    /** The span of the caller's that the call belongs under; empty if what it sent is no id. */
    public static Optional<ByteString> parentOf(CallEnd call) {
        return call.text("parent_span_id").flatMap(id -> hex(id, SPAN_BYTES));
    }

    private static ByteString id(String name, int bytes) {
        return hex(name, bytes).orElseGet(() -> hashed(name, bytes));
    }

    /** Empty unless the text is an id of this length that is not all zeros. */
    private static Optional<ByteString> hex(String text, int bytes) {
        return text.matches("[0-9a-fA-F]{" + 2 * bytes + "}") && !text.matches("0+")
                ? Optional.of(ByteString.copyFrom(HexFormat.of().parseHex(text)))
                : Optional.empty();
    }

    private static ByteString hashed(String name, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteString.copyFrom(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
