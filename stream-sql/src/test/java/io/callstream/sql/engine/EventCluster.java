package io.callstream.sql.engine;

import io.callstream.settings.KafkaSettings;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.testing.topics.EventTopics;
import java.nio.file.Path;
import java.util.Map;

/** A broker with the event topics. */
record EventCluster(KafkaBroker broker, EventTopics topics) implements AutoCloseable {
    static EventCluster start(Path folder) throws Exception {
        KafkaBroker broker = KafkaBroker.start(KafkaOptions.in(folder));
        return new EventCluster(broker, EventTopics.on(broker.bootstrapServers()));
    }

    KafkaSettings settings() {
        return new KafkaSettings(broker.bootstrapServers(), Map.of(), 3, 1);
    }

    @Override
    public void close() {
        topics.close();
        broker.close();
    }
}
