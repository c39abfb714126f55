package io.callstream.sink.runtime.consume;

import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** A topic's id beside a committed offset: an offset of a topic that was made anew says nothing about the new one. */
final class TopicStamp {
    private static final String PREFIX = "topic=";

    private TopicStamp() {}

    static String of(@Nullable Uuid topicId) {
        return topicId == null ? "" : PREFIX + topicId;
    }

    /** Empty when the offset was committed by somebody who did not know the id. */
    static Optional<Uuid> read(@Nullable String metadata) {
        if (metadata == null || !metadata.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Uuid.fromString(metadata.substring(PREFIX.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
