package io.callstream.sink.runtime.erase;

import io.callstream.events.ErasureEvent;
import io.callstream.events.ErasureKind;
import io.callstream.events.RecordKind;
import io.callstream.sink.Erasure;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.runtime.subscribe.EventFilter;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every erasure of a kind that this version knows, and notes when it was read. */
final class ErasureFilter implements EventFilter {
    private static final Logger log = LoggerFactory.getLogger(ErasureFilter.class);

    private final Arrivals arrivals;
    private final LongSupplier nanoTime;

    ErasureFilter(Arrivals arrivals, LongSupplier nanoTime) {
        this.arrivals = arrivals;
        this.nanoTime = nanoTime;
    }

    @Override
    public RecordKind kind(String topic) {
        RecordKind kind = SinkEvent.kindOf(topic);
        if (kind != ErasureKind.ERASURE) {
            throw new IllegalArgumentException("topic '" + topic + "' holds no erasures");
        }
        return kind;
    }

    @Override
    public Optional<Erasure> admit(String topic, SpecificRecord read) {
        ErasureEvent request = (ErasureEvent) read;
        Optional<Erasure> erasure = Erasure.of(request);
        erasure.ifPresentOrElse(
                known -> arrivals.read(known, nanoTime.getAsLong()),
                () -> log.warn(
                        "an erasure is passed over, because this version knows no subject of its kind: erasure={} kind={}",
                        request.getErasureId(),
                        request.getSubjectKind()));
        return erasure;
    }
}
