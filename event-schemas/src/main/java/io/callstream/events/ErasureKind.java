package io.callstream.events;

import java.util.Locale;
import org.apache.avro.Schema;

/** Records about the erasure of what was said in calls. As with {@link EventKind}, each has its topic, record type and subject. */
public enum ErasureKind implements RecordKind {
    /** Somebody asked that a subject is erased. */
    ERASURE("llm.erasure"),
    /** An account of a sink has removed what it had stored. */
    REPORT("llm.erasure.report");

    private final String topic;
    private final String word = name().toLowerCase(Locale.ROOT);

    ErasureKind(String topic) {
        this.topic = topic;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public Schema schema() {
        return switch (this) {
            case ERASURE -> ErasureEvent.getClassSchema();
            case REPORT -> ErasureReport.getClassSchema();
        };
    }
}
