package io.callstream.events.topic;

import io.callstream.events.DerivedKind;
import io.callstream.events.ErasureKind;
import io.callstream.events.EventKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every topic of the product. Record keys are call ids in UTF-8 text, so the events of a call share a partition
 * number over all four event topics.
 *
 * @param partitions partitions of each event topic; one count for all, so that they can be joined
 */
public record TopicCatalogue(int partitions) {
    /** A multiple of most replica counts of a sink, and small enough for one broker. */
    public static final int DEFAULT_PARTITIONS = 12;

    private static final String DEAD_LETTER_PREFIX = "llm.dlq.";
    private static final Duration LIFECYCLE = Duration.ofDays(7);
    private static final Duration CHUNKS = Duration.ofDays(1);
    private static final Duration FIGURES = Duration.ofDays(30);
    private static final Duration DEAD_LETTERS = Duration.ofDays(30);

    public TopicCatalogue() {
        this(DEFAULT_PARTITIONS);
    }

    /** The four event topics, in the order of a call's life. */
    public List<TopicSpec> events() {
        return Stream.of(EventKind.values()).map(this::event).toList();
    }

    public TopicSpec event(EventKind kind) {
        return switch (kind) {
            case PRE_CALL -> new TopicSpec(kind.topic(), partitions, LIFECYCLE, "a call was accepted");
            case CHUNK -> new TopicSpec(kind.topic(), partitions, CHUNKS, "one chunk of a streamed answer");
            case SUCCESS -> new TopicSpec(kind.topic(), partitions, LIFECYCLE, "a call ended well");
            case FAILURE -> new TopicSpec(kind.topic(), partitions, LIFECYCLE, "a call ended badly");
        };
    }

    /** What analytics makes of them. */
    public List<TopicSpec> derived() {
        return Stream.of(DerivedKind.values()).map(this::derived).toList();
    }

    public TopicSpec derived(DerivedKind kind) {
        return switch (kind) {
            case CALL -> new TopicSpec(kind.topic(), partitions, LIFECYCLE, "one row per call");
            case SPEND -> new TopicSpec(kind.topic(), partitions, LIFECYCLE, true, "the spending ledger");
            case WINDOW -> new TopicSpec(kind.topic(), partitions, FIGURES, "calls per minute");
            case ALERT -> new TopicSpec(kind.topic(), 1, FIGURES, "alerts");
        };
    }

    /** Whom to leave out, and what was removed; one partition each, because a few records have to be read quickly. */
    public static List<TopicSpec> erasures() {
        return Stream.of(ErasureKind.values()).map(TopicCatalogue::erasure).toList();
    }

    public static TopicSpec erasure(ErasureKind kind) {
        return switch (kind) {
            case ERASURE -> new TopicSpec(kind.topic(), 1, LIFECYCLE, true, "subjects that are erased");
            case REPORT -> new TopicSpec(kind.topic(), 1, LIFECYCLE, true, "what sinks removed of them");
        };
    }

    /** What is known of replays; one partition, because its order decides who runs a job. */
    public static TopicSpec replayJobs() {
        return new TopicSpec("llm.replay", 1, LIFECYCLE, true, "plans and states of replays");
    }

    /** Tables that gateways share. */
    public static List<TopicSpec> tables() {
        return List.of(identity(), models(), limitUsage(), gateways(), cooldown(), responses());
    }

    /** What each gateway has used of limits and budgets. */
    public static TopicSpec limitUsage() {
        return table("llm.limit-usage", "what each gateway has used of limits and budgets");
    }

    /** The gateways that run; each says so again and again. */
    public static TopicSpec gateways() {
        return table("llm.gateway", "the gateways that run");
    }

    /** Deployments that gateways leave alone because they have failed. */
    public static TopicSpec cooldown() {
        return table("llm.cooldown", "deployments that are left alone, and until when");
    }

    /** Answers that later requests go on from; nobody can read one who does not know its id. */
    public static TopicSpec responses() {
        return table("llm.responses", "answers of the Responses API, encrypted, that later requests go on from");
    }

    /** Who may call the gateway, and what each may do. */
    public static TopicSpec identity() {
        return table("llm.identity", "keys, teams, users, customers and budgets");
    }

    /** What can be called beside what the configuration names; nobody can read its secrets who has not the salt. */
    public static TopicSpec models() {
        return table("llm.model", "models and credentials that are made at run time, their secrets encrypted");
    }

    /** A table that gateways share; one partition, because its order decides, and because it is read as a whole. */
    public static TopicSpec table(String name, String purpose) {
        return new TopicSpec(name, 1, LIFECYCLE, true, purpose);
    }

    /** Where a sink puts events that its destination refused for good. */
    public static TopicSpec deadLetters(String sink) {
        return new TopicSpec(deadLetterTopic(sink), 1, DEAD_LETTERS, "events that sink " + sink + " could not deliver");
    }

    /** The sink whose dead letters the topic holds; empty for every other topic. */
    public static Optional<String> sinkOfDeadLetters(String topic) {
        return topic.startsWith(DEAD_LETTER_PREFIX)
                ? Optional.of(topic.substring(DEAD_LETTER_PREFIX.length()))
                : Optional.empty();
    }

    public static String deadLetterTopic(String sink) {
        return DEAD_LETTER_PREFIX + sink;
    }
}
