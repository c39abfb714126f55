package io.callstream.sink.langfuse;

import io.callstream.sink.otlp.span.CallEnd;
import java.util.Optional;

/** What callers say for Langfuse: a header {@code langfuse_<key>} wins over the request's {@code metadata}, as in LiteLLM. */
final class CallerOverrides {
    private CallerOverrides() {}

    static Optional<String> said(CallEnd call, String key) {
        return call.header("langfuse_" + key).or(() -> call.metadata(key));
    }

    /** Whether the caller says yes to it. */
    static boolean wants(CallEnd call, String key) {
        return said(call, key).filter("true"::equalsIgnoreCase).isPresent();
    }
}
