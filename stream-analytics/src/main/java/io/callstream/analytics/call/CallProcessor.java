package io.callstream.analytics.call;

import io.callstream.events.CallRecord;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A {@link CallJoiner} inside Kafka Streams. */
final class CallProcessor implements Processor<String, SpecificRecord, String, CallRecord> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final CallSettings settings;
    private final CallCounters counters;
    private @Nullable CallJoiner joiner;

    CallProcessor(CallSettings settings, CallCounters counters) {
        this.settings = settings;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<String, CallRecord> context) {
        CallJoiner made = new CallJoiner(
                settings,
                counters,
                CallStores.of(context),
                context::currentSystemTimeMs,
                row -> context.forward(new Record<>(row.getCallId(), row, context.currentSystemTimeMs())));
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, made::due);
        joiner = made;
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (joiner != null && record.value() != null) {
            joiner.event(record.value());
        }
    }
}
