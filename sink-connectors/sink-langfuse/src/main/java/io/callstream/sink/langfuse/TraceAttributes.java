package io.callstream.sink.langfuse;

import io.callstream.sink.json.Texts;
import io.callstream.sink.otlp.span.Attributes;
import io.callstream.sink.otlp.span.CallEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Langfuse keeps of the trace; it stores that with each span, so each carries it. */
final class TraceAttributes {
    private static final String TRACE = "langfuse.trace.";
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_NAME = 1_000;
    private static final int MOST_TAGS = 200;

    private final LangfuseSinkConfig.Labels labels;

    TraceAttributes(LangfuseSinkConfig.Labels labels) {
        this.labels = labels;
    }

    void write(CallEnd call, Attributes attributes) {
        attributes
                .text("user.id", user(call).map(TraceAttributes::shortened))
                .text(
                        "session.id",
                        CallerOverrides.said(call, "session_id")
                                .or(() -> call.text("session_id"))
                                .map(TraceAttributes::shortened))
                .texts(TRACE + "tags", tags(call))
                .text("langfuse.environment", labels.environment())
                .text(
                        "langfuse.release",
                        CallerOverrides.said(call, "trace_release")
                                .or(labels::release)
                                .map(TraceAttributes::shortened))
                .text(
                        "langfuse.version",
                        CallerOverrides.said(call, "version")
                                .or(() -> CallerOverrides.said(call, "trace_version"))
                                .map(TraceAttributes::shortened));
        if (mayName(call, "trace_name")) {
            attributes.text(TRACE + "name", name(call).map(name -> Texts.cut(name, LONGEST_NAME)));
        }
        if (mayName(call, "trace_metadata")) {
            attributes.text(TRACE + "metadata", CallerOverrides.said(call, "trace_metadata"));
        }
    }

    /** One that is longer is dropped with what it says of the trace; the same id always becomes the same. */
    private static String shortened(String id) {
        return Texts.id(id, LONGEST_ID);
    }

    /** A call that joins a trace there is changes of it only what it lists in {@code update_trace_keys}. */
    private static boolean mayName(CallEnd call, String key) {
        boolean joins = CallerOverrides.said(call, "trace_id").isEmpty()
                && CallerOverrides.said(call, "existing_trace_id").isPresent();
        return !joins
                || CallerOverrides.said(call, "update_trace_keys")
                        .filter(keys -> keys.contains(key))
                        .isPresent();
    }

    private static Optional<String> name(CallEnd call) {
        boolean root = SpanIds.parent(call).isEmpty();
        return CallerOverrides.said(call, "trace_name").or(() -> root ? call.text("call_type") : Optional.empty());
    }

    private static Optional<String> user(CallEnd call) {
        return CallerOverrides.said(call, "trace_user_id")
                .or(() -> call.text("end_user"))
                .or(() -> call.text("user_id"));
    }

    private List<String> tags(CallEnd call) {
        List<String> tags = new ArrayList<>(call.texts("tags"));
        labels.defaultTags()
                .forEach(tag -> call.text(tag.column()).ifPresent(value -> tags.add(tag.word() + ":" + value)));
        return tags.stream()
                .map(tag -> Texts.id(tag, LONGEST_ID))
                .limit(MOST_TAGS)
                .toList();
    }
}
