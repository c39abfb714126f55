package io.callstream.analytics.call;

import io.callstream.events.CallRecord;
import io.callstream.events.erasure.ErasedSubjects;
import java.time.Duration;
import java.util.function.Supplier;
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
    private final Supplier<ErasedSubjects> erased;
    private @Nullable CallJoiner joiner;
    private @Nullable CallEraser eraser;

    CallProcessor(CallSettings settings, CallCounters counters, Supplier<ErasedSubjects> erased) {
        this.settings = settings;
        this.counters = counters;
        this.erased = erased;
    }

    @Override
    public void init(ProcessorContext<String, CallRecord> context) {
        CallStores stores = CallStores.of(context);
        CallEraser erasing = new CallEraser(erased, stores, counters, settings.keep(), context::currentSystemTimeMs);
        CallJoiner made = new CallJoiner(
                settings,
                counters,
                stores,
                context::currentSystemTimeMs,
                row -> context.forward(new Record<>(row.getCallId(), row, context.currentSystemTimeMs())));
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> {
            erasing.look();
            made.due(now);
        });
        joiner = made;
        eraser = erasing;
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (eraser != null && record.value() != null && eraser.leavesOut(record.value())) {
            return;
        }
        if (joiner != null && record.value() != null) {
            joiner.event(record.value());
        }
    }
}
