package io.callstream.sink.runtime.consume;

import java.time.Duration;
import java.util.List;

/**
 * How a sink consumes.
 *
 * @param sink the sink's name
 * @param topics what it reads
 * @param topicsMayBeMissing whether one that is not there is as good as one that nobody has written to
 * @param from where its group starts in partitions it has never read
 * @param goOnAfterGap whether to go on when events to be read are gone, instead of stopping
 * @param maxBufferedEvents most events read and not sent
 * @param maxBufferedBytes most bytes read and not delivered
 * @param patience how long deliveries under way are waited for when partitions or the process go away
 */
public record LoopSettings(
        String sink,
        List<String> topics,
        boolean topicsMayBeMissing,
        StartFrom from,
        boolean goOnAfterGap,
        int maxBufferedEvents,
        long maxBufferedBytes,
        Duration patience) {
    public LoopSettings {
        topics = List.copyOf(topics);
    }
}
