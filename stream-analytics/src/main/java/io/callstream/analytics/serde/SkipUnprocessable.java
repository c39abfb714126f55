package io.callstream.analytics.serde;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that can be read and on which a topology fails is a fault of the topology; it must not stand in the way of all that
 * come after it. It is named, counted like one that cannot be read, and left out. Faults of Kafka and of stores are none of these.
 */
public final class SkipUnprocessable implements ProcessingExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(SkipUnprocessable.class);

    private SkipUnreadable.@Nullable Counter counter;

    @Override
    public void configure(Map<String, ?> configs) {
        if (configs.get(SkipUnreadable.COUNTER) instanceof SkipUnreadable.Counter given) {
            counter = given;
        }
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
        if (failure instanceof KafkaException) {
            return Response.fail();
        }
        log.error(
                "record left out, please report this: topic={} partition={} offset={} processor={} error={}",
                context.topic(),
                context.partition(),
                context.offset(),
                context.processorNodeId(),
                failure.getClass().getName());
        if (counter != null) {
            counter.skipped(String.valueOf(context.topic()));
        }
        return Response.resume();
    }
}
