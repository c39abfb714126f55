package io.callstream.events;

import org.apache.avro.Schema;

/** What the records of one topic are: their topic, registry subject and schema. */
public sealed interface RecordKind permits EventKind, DerivedKind, ErasureKind {
    /** The topic that holds records of this kind, and nothing else. */
    String topic();

    /** The word used for this kind in event ids, settings and metrics. */
    String word();

    /** The schema this build writes records of this kind with. */
    Schema schema();

    /** The registry subject of the topic's values (Confluent's TopicNameStrategy). */
    default String subject() {
        return subjectOf(topic());
    }

    /** The registry subject of a topic's values. */
    static String subjectOf(String topic) {
        return topic + "-value";
    }
}
