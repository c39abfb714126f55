package io.callstream.sink.langfuse;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.json.Texts;
import io.callstream.sink.otlp.span.Attributes;
import java.util.Map;
import java.util.Set;

/**
 * The metadata of a generation by which a subject's calls are found. Callers cannot write these names.
 *
 * @param key of the metadata
 * @param value as it stands there
 */
record SubjectMetadata(String key, String value) {
    private static final String CALL = "call_id";
    private static final String KEY = "key_hash";
    /** By column, those that have a name of their own: callers use the columns' names, too. */
    static final Map<String, String> OWN_NAMES =
            Map.of("end_user", "callstream_end_user", "user_id", "callstream_user_id");

    private static final Set<String> RESERVED = Set.of(CALL, KEY, "callstream_end_user", "callstream_user_id");

    static SubjectMetadata of(Subject subject) {
        SubjectKind kind = subject.kind();
        String value = Texts.cut(Texts.wellFormed(subject.value()), Attributes.LONGEST_FACT);
        return new SubjectMetadata(OWN_NAMES.getOrDefault(kind.column(), kind.column()), value);
    }

    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** Whether an observation, as Langfuse gives it, is of the subject. */
    boolean isOf(JsonNode observation) {
        return value.equals(observation.path("metadata").path(key).asText());
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "SubjectMetadata[" + key + ']';
    }
}
