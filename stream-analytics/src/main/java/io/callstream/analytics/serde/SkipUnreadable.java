package io.callstream.analytics.serde;

import io.callstream.events.codec.SchemaUnavailableException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names and counts a record that cannot be read, and goes on; one whose schema cannot be asked for now is not skipped. */
public final class SkipUnreadable implements DeserializationExceptionHandler {
    /** Key of the Streams configuration under which the counter is passed in. */
    public static final String COUNTER = "callstream.unreadable.counter";

    private static final Logger log = LoggerFactory.getLogger(SkipUnreadable.class);

    private @Nullable Counter counter;

    /** Counts unreadable records by topic. Called by every thread that reads. */
    @FunctionalInterface
    public interface Counter {
        void skipped(String topic);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        if (configs.get(COUNTER) instanceof Counter given) {
            counter = given;
        }
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
        if (failure instanceof SchemaUnavailableException) {
            return Response.fail();
        }
        log.warn(
                "record skipped: topic={} partition={} offset={} reason={}",
                record.topic(),
                record.partition(),
                record.offset(),
                failure.getMessage());
        if (counter != null) {
            counter.skipped(record.topic());
        }
        return Response.resume();
    }
}
