package io.callstream.events;

import java.util.Locale;
import org.apache.avro.Schema;

/** Records that analytics makes of the events. As with {@link EventKind}, each has its topic, record type and subject. */
public enum DerivedKind implements RecordKind {
    /** One row per call. */
    CALL("llm.call"),
    /** One row of the spending ledger, as it is now. */
    SPEND("llm.spend"),
    /** One minute of calls of one model, provider, deployment and key. */
    WINDOW("llm.window"),
    /** A rule began to hold, or ceased to. */
    ALERT("llm.alert");

    private final String topic;
    private final String word = name().toLowerCase(Locale.ROOT);

    DerivedKind(String topic) {
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
            case CALL -> CallRecord.getClassSchema();
            case SPEND -> SpendRecord.getClassSchema();
            case WINDOW -> WindowRecord.getClassSchema();
            case ALERT -> AlertRecord.getClassSchema();
        };
    }
}
