package io.callstream.sink.runtime.consume;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a committed offset: the topic's id, because an offset of a topic that was made anew says nothing about the
 * new one; and, where a range is read once, how the events before the offset ended, so that a run that was killed goes on
 * counting without a mistake.
 *
 * @param topic empty when whoever committed did not know it
 * @param tally empty where nothing is counted
 */
public record CommitNote(Optional<Uuid> topic, Optional<Tally> tally) {
    private static final Pattern TOPIC = Pattern.compile("topic=([^;]+)");
    private static final Pattern TALLY =
            Pattern.compile("delivered=(\\d{1,18});skipped=(\\d{1,18});refused=(\\d{1,18})");

    /** For an offset of a topic; nothing is counted. */
    static CommitNote of(@Nullable Uuid topic) {
        return new CommitNote(Optional.ofNullable(topic), Optional.empty());
    }

    CommitNote with(Tally counted) {
        return new CommitNote(topic, Optional.of(counted));
    }

    /** What was committed by somebody else says nothing. */
    public static CommitNote read(@Nullable String metadata) {
        String text = metadata == null ? "" : metadata;
        Matcher id = TOPIC.matcher(text);
        Matcher counts = TALLY.matcher(text);
        return new CommitNote(
                id.find() ? uuid(id.group(1)) : Optional.empty(),
                counts.find()
                        ? Optional.of(new Tally(number(counts, 1), number(counts, 2), number(counts, 3)))
                        : Optional.empty());
    }

    /** As it is committed. */
    String text() {
        String id = topic.map(uuid -> "topic=" + uuid).orElse("");
        String counts = tally.map(counted -> "delivered=" + counted.delivered() + ";skipped=" + counted.skipped()
                        + ";refused=" + counted.refused())
                .orElse("");
        return id.isEmpty() || counts.isEmpty() ? id + counts : id + ";" + counts;
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }

    private static Optional<Uuid> uuid(String text) {
        try {
            return Optional.of(Uuid.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
