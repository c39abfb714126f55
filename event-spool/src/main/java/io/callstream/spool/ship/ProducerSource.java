package io.callstream.spool.ship;

import io.callstream.spool.LogStream;
import org.apache.kafka.clients.producer.Producer;

/** Makes producers: one for each stream, so that bulk chunks never stand in the way of how calls ended. */
@FunctionalInterface
interface ProducerSource {
    Producer<byte[], byte[]> open(LogStream stream);
}
