package io.callstream.sink.runtime.erase;

import io.callstream.events.erasure.SubjectKind;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import io.callstream.sink.Delivery;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcome;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.ErasureSinkFactory;
import io.callstream.sink.EventSink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.runtime.subscribe.EventFilter;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How one account of a sink removes: what reads its erasures, and what carries them out.
 *
 * @param account the sink's name; for a route, with the route's after a dot
 * @param delay how long after it was read an erasure is carried out
 * @param keysKnown whether the sink sees keys and users of calls
 */
public record RemovalAccount(
        String account, Duration delay, boolean keysKnown, KafkaSettings kafka, RegistrySettings registry) {
    private static final Set<SubjectKind> HIDDEN = Set.of(SubjectKind.USER, SubjectKind.KEY);

    /** The two halves, which know of each other when an erasure was read. */
    public <C> Parts parts(ErasureSinkFactory<C> factory, C config) {
        Arrivals arrivals = new Arrivals();
        RemovalSink.Waiting waiting =
                new RemovalSink.Waiting(arrivals, delay.plus(factory.settlesWithin(config)), System::nanoTime);
        return new Parts(
                new ErasureFilter(arrivals, System::nanoTime), context -> open(factory, config, context, waiting));
    }

    /**
     * @param filter reads erasures
     * @param opening makes the sink that carries them out
     */
    public record Parts(EventFilter filter, Opening opening) {}

    /** Opens the sink. */
    @FunctionalInterface
    public interface Opening {
        EventSink<Erasure> open(SinkContext context);
    }

    private <C> EventSink<Erasure> open(
            ErasureSinkFactory<C> factory, C config, SinkContext context, RemovalSink.Waiting waiting) {
        Removals removals = new Removals();
        EventSink<Erasure> sink = factory.createForErasures(config, context, removals);
        return new RemovalSink(
                keysKnown ? sink : new Hidden(sink, removals),
                removals,
                new RemovalReports(account, kafka, registry, context.clock()),
                waiting);
    }

    /** What a sink never saw it cannot look for. */
    private record Hidden(EventSink<Erasure> sink, ErasureOutcomes outcomes) implements EventSink<Erasure> {
        @Override
        public Delivery deliver(List<Erasure> batch) throws Exception {
            Erasure erasure = batch.get(0);
            if (HIDDEN.contains(erasure.subject().kind())) {
                outcomes.add(
                        erasure,
                        ErasureOutcome.remains(
                                "destination",
                                "removals",
                                0,
                                "redact_user_api_key_info keeps keys and users from this sink: erase by call or end user"));
            }
            return sink.deliver(batch);
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}
