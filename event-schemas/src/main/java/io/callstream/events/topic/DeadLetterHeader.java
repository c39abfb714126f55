package io.callstream.events.topic;

import java.util.Locale;

/** The headers of a record on a topic of dead letters. Their values are UTF-8 text. */
public enum DeadLetterHeader {
    SINK("Account that could not deliver the event: the sink's name, for a route with the route's after a dot."),
    TOPIC("Topic that the event stands in."),
    PARTITION("Partition of that topic."),
    OFFSET("Offset in that partition."),
    REASON("What the destination said, or why the record could not be read."),
    EVENT_ID("The event's id; null when the record could not be read."),
    ATTEMPTS("How often it was sent."),
    FAILED_AT("When it was given up (UTC)."),
    CLOSES("On a note behind a letter: the letter's number."),
    CLOSED_AS("On a note behind a letter: what was decided about it.");

    /** Before the name of each of them. */
    public static final String PREFIX = "callstream.dlq.";

    private final String doc;

    DeadLetterHeader(String doc) {
        this.doc = doc;
    }

    /** The header's whole name. */
    public String header() {
        return PREFIX + word();
    }

    /** Its name without the prefix. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it says. */
    public String doc() {
        return doc;
    }
}
