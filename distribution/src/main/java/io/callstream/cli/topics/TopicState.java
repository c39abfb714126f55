package io.callstream.cli.topics;

import io.callstream.events.topic.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A topic as it is on the cluster.
 *
 * @param records how many records it holds now, over all partitions
 * @param settings its settings, given ones and defaults; empty when this user may not see them
 */
public record TopicState(String name, int partitions, int replicas, long records, Map<String, String> settings) {
    private static final String CLEANUP = "cleanup.policy";
    private static final String RETENTION = "retention.ms";
    private static final String LARGEST = "max.message.bytes";
    private static final String TIMESTAMPS = "message.timestamp.type";

    public TopicState {
        settings = Map.copyOf(settings);
    }

    /** How long records stay, in words. */
    public String kept() {
        if (settings.getOrDefault(CLEANUP, "").equals("compact")) {
            return "the last";
        }
        String millis = settings.get(RETENTION);
        if (millis == null) {
            return "unknown";
        }
        return millis.startsWith("-") ? "for ever" : words(Duration.ofMillis(Long.parseLong(millis)));
    }

    /** What is other than the product wants it, each as one line that says what follows from it. */
    List<String> differences(TopicSpec wanted) {
        List<String> differences = new ArrayList<>();
        if (partitions != wanted.partitions()) {
            differences.add("has " + partitions + " partitions, the configuration says " + wanted.partitions()
                    + "; the existing number stays");
        }
        if (wanted.compacted()) {
            if (!settings.getOrDefault(CLEANUP, "compact").equals("compact")) {
                differences.add("is not compacted: what it holds is lost when it is old, or never made smaller ("
                        + CLEANUP + ")");
            }
        } else if (number(RETENTION, Long.MAX_VALUE) < wanted.retention().toMillis()) {
            differences.add("keeps records " + kept() + " instead of " + words(wanted.retention())
                    + ": a sink that is away for longer misses some (" + RETENTION + ")");
        }
        if (number(LARGEST, Long.MAX_VALUE) < TopicSpec.MAX_MESSAGE_BYTES) {
            differences.add("takes records of at most " + settings.get(LARGEST) + " bytes instead of "
                    + TopicSpec.MAX_MESSAGE_BYTES + ": larger events lose their bodies (" + LARGEST + ")");
        }
        String timestamps = settings.getOrDefault(TIMESTAMPS, "");
        if (!timestamps.isEmpty() && !timestamps.equals(wanted.config().get(TIMESTAMPS))) {
            differences.add("has " + TIMESTAMPS + "=" + timestamps + " instead of "
                    + wanted.config().get(TIMESTAMPS) + ": retention then goes by the gateways' clocks");
        }
        return differences;
    }

    private long number(String setting, long absent) {
        String value = settings.get(setting);
        return value == null || value.startsWith("-") ? absent : Long.parseLong(value);
    }

    static String words(Duration span) {
        if (span.toDays() > 0) {
            return span.toDays() + (span.toDays() == 1 ? " day" : " days");
        }
        return span.toHours() > 0 ? span.toHours() + " h" : span.toSeconds() + " s";
    }
}
