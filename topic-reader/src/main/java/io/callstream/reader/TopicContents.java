package io.callstream.reader;

import java.time.Instant;
import java.util.Optional;

/**
 * How much of a topic there is.
 *
 * @param topic its name
 * @param partitions how many it has
 * @param records how many it holds at most: what compaction has removed is counted
 * @param oldest when Kafka got the oldest of them; empty when there is none
 */
public record TopicContents(String topic, int partitions, long records, Optional<Instant> oldest) {}
