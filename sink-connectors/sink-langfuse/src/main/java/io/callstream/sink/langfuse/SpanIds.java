package io.callstream.sink.langfuse;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Trace and span ids. Langfuse refuses a whole request for one malformed id, and callers may name traces as they like
 * ({@code metadata.trace_id}), so every id is checked, and a name that is no id becomes one by hashing, as Langfuse's own
 * clients do with a seed.
 */
final class SpanIds {
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private SpanIds() {}

    static ByteString trace(CallEnd call) {
        String name = call.said("trace_id")
                .or(() -> call.said("existing_trace_id"))
                .or(() -> call.text("trace_id"))
                .or(() -> call.text("call_id"))
                .orElse("");
        return id(name, TRACE_BYTES);
    }

    static ByteString span(CallEnd call) {
        String name = call.said("generation_id")
                .or(() -> call.text("span_id"))
                .or(() -> call.text("call_id"))
                .orElse("");
        return id(name, SPAN_BYTES);
    }

    /** A parent that the caller names is found even if it is no id, when it was named the same way as {@code generation_id}. */
    static Optional<ByteString> parent(CallEnd call) {
        return call.said("parent_observation_id")
                .map(name -> id(name, SPAN_BYTES))
                .or(() -> call.text("parent_span_id").flatMap(id -> hex(id, SPAN_BYTES)));
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
