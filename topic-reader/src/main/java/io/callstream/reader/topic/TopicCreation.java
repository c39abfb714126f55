package io.callstream.reader.topic;

/** What became of a topic that was to be made. */
public sealed interface TopicCreation {
    /** It was missing, and is there now. */
    record Made() implements TopicCreation {}

    /** It was there, and is as it was, whatever its settings. */
    record Existed() implements TopicCreation {}

    /** It is not known to be there. */
    record Failed(Throwable cause) implements TopicCreation {}
}
