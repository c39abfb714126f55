package io.callstream.events;

import java.util.Locale;
import org.apache.avro.Schema;

/** What an event tells of a call. Each kind has one topic, one record type and one registry subject. */
public enum EventKind implements RecordKind {
    /** A call was accepted; nothing has left for the provider yet. */
    PRE_CALL("llm.pre-call"),
    /** One chunk of a streamed answer arrived. */
    CHUNK("llm.chunk"),
    /** The call ended well. */
    SUCCESS("llm.success"),
    /** The call ended badly: refused, failed, given up by the client, or lost with the gateway. */
    FAILURE("llm.failure");

    private final String topic;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    EventKind(String topic) {
        this.topic = topic;
    }

    @Override
    public String topic() {
        return topic;
    }

    /** The word used for this kind in event ids, settings and metrics: {@code pre-call}, {@code chunk}, ... */
    @Override
    public String word() {
        return word;
    }

    /** Success and failure end a call; every call has exactly one of them. */
    public boolean terminal() {
        return this == SUCCESS || this == FAILURE;
    }

    @Override
    public Schema schema() {
        return switch (this) {
            case PRE_CALL -> PreCallEvent.getClassSchema();
            case CHUNK -> ChunkEvent.getClassSchema();
            case SUCCESS -> SuccessEvent.getClassSchema();
            case FAILURE -> FailureEvent.getClassSchema();
        };
    }

    /** @throws IllegalArgumentException if no kind has this topic */
    public static EventKind ofTopic(String topic) {
        for (EventKind kind : values()) {
            if (kind.topic.equals(topic)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no event kind has topic '" + topic + "'");
    }

    /** @throws IllegalArgumentException naming the word, if it is none of the four */
    public static EventKind ofWord(String word) {
        for (EventKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "unknown event kind '" + word + "' (expected pre-call, chunk, success or failure)");
    }
}
