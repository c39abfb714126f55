package io.callstream.sink.runtime.consume;

import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.EventEncoder;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.runtime.deliver.Backoff;
import io.callstream.sink.runtime.deliver.DeliveryEngine;
import io.callstream.sink.runtime.deliver.DeliveryListener;
import io.callstream.sink.runtime.deliver.EngineEvents;
import io.callstream.sink.runtime.deliver.HoldGate;
import io.callstream.sink.runtime.deliver.PendingEvent;
import io.callstream.sink.runtime.deliver.Sending;
import io.callstream.sink.runtime.deliver.SinkSource;
import io.callstream.sink.runtime.deliver.SourceRecord;
import io.callstream.sink.runtime.deliver.Trouble;
import io.callstream.sink.runtime.subscribe.CallFilter;
import io.callstream.sink.runtime.subscribe.RouteFilter;
import io.callstream.sink.runtime.subscribe.Subscription;
import io.callstream.testing.events.SampleCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A loop on its own thread between {@link CheckedConsumer} and a sink that answers as it is told. */
final class LoopRig implements AutoCloseable, LoopEvents, DeliveryListener, EngineEvents {
    private static final int SCHEMA = 1;

    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final CheckedConsumer consumer = new CheckedConsumer(ended);
    private final Map<Trouble, String> troubles = new ConcurrentHashMap<>();
    private final List<String> gaps = new CopyOnWriteArrayList<>();
    private final FakeTopics topics = new FakeTopics();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Supplier<ConsumerLoop> loops;
    private @Nullable ConsumerLoop loop;
    private Thread thread = new Thread("not started");
    private final EventEncoder encoder = new EventEncoder();
    private final AtomicInteger holds = new AtomicInteger();
    private volatile Load load = Load.NONE;
    private final Map<String, String> places = new ConcurrentHashMap<>();
    private final long[] appended = new long[CheckedConsumer.PARTITIONS];
    private int published;

    LoopRig(int concurrency, Function<List<CallEvent>, Delivery> answer) {
        this(concurrency, new HoldGate(Duration.ofMillis(1), Duration.ofMillis(1)), answer);
    }

    LoopRig(int concurrency, HoldGate gate, Function<List<CallEvent>, Delivery> answer) {
        this(concurrency, gate, Optional.empty(), answer);
        start();
    }

    /** A loop that reads within bounds, once {@link #start} is called; again when it is called again. */
    static LoopRig bounded(Bounds bounds, Function<List<CallEvent>, Delivery> answer) {
        return new LoopRig(2, new HoldGate(Duration.ofMillis(1), Duration.ofMillis(1)), Optional.of(bounds), answer);
    }

    private LoopRig(
            int concurrency, HoldGate gate, Optional<Bounds> bounds, Function<List<CallEvent>, Delivery> answer) {
        Clock clock = new FastClock();
        DeliveryEngine.Waiting waiting = new DeliveryEngine.Waiting(
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1)),
                pause -> Thread.onSpinWait(),
                gate);
        DeliveryEngine engine = new DeliveryEngine(
                Sending.plain(SinkSource.of(CallEvent.class, () -> new Answering(answer))),
                (original, reason, attempts) -> kept(original),
                waiting,
                this,
                clock);
        BatchPolicy policy = BatchPolicy.of(7, 1 << 20, Duration.ofMillis(10)).withConcurrency(concurrency);
        LoopSettings settings = new LoopSettings(
                "test",
                List.of(CheckedConsumer.TOPIC),
                false,
                StartFrom.EARLIEST,
                false,
                30,
                1 << 20,
                Duration.ofSeconds(5));
        LoopParts parts = new LoopParts(settings, policy, this, this, clock);
        ConsumerLoop.Sources sources = new ConsumerLoop.Sources(consumer, topics);
        EventDecoder decoder = new EventDecoder(id -> EventKind.SUCCESS.schema());
        CallFilter filter = new CallFilter(
                new Subscription(RouteFilter.standard("test", Set.of(), false), Set.of(EventKind.SUCCESS), true));
        this.loops = () -> bounds.map(within -> parts.bounded(within, sources, engine, decoder, filter))
                .orElseGet(() -> parts.loop(sources, engine, decoder, filter));
    }

    void start() {
        ConsumerLoop started = loops.get();
        loop = started;
        thread = new Thread(started, "loop-under-test");
        thread.start();
    }

    /** The loop that was started last. */
    ConsumerLoop loop() {
        return Objects.requireNonNull(loop);
    }

    /** Any verdict that leaves hope, so that in the end everything is settled. */
    static Delivery anyAnswer(List<CallEvent> batch, Random random) {
        synchronized (random) {
            CallEvent some = batch.get(random.nextInt(batch.size()));
            return switch (random.nextInt(6)) {
                case 0 -> Delivery.retry("http_503");
                case 1 -> Delivery.rejected("http_400");
                case 2 -> new Delivery.Partial(Map.of(some.eventId(), "bad"), Set.of(), Optional.empty());
                case 3 -> new Delivery.Partial(Map.of(), Set.of(some.eventId()), Optional.empty());
                default -> Delivery.delivered();
            };
        }
    }

    /** Gives the loop exactly these partitions, as a rebalance does. */
    void assign(int... partitions) {
        consumer.rebalanceTo(partitions);
    }

    void lose(int partition) {
        consumer.lose(partition);
    }

    void truncate(int partition, long beginning) {
        consumer.truncate(partition, beginning);
    }

    /** Spreads new events over all partitions. */
    void publish(int count) {
        for (int i = 0; i < count; i++) {
            publishOne(i % CheckedConsumer.PARTITIONS);
        }
    }

    void publish(int partition, int count) {
        for (int i = 0; i < count; i++) {
            publishOne(partition);
        }
    }

    private void publishOne(int partition) {
        SuccessEvent event = SampleCall.number(published++).success();
        // Known before the loop can see it: the only writer of a partition is this thread.
        long offset = appended[partition]++;
        places.put(event.getEventId(), partition + "/" + offset);
        consumer.append(partition, encoder.framed(EventKind.SUCCESS, event, SCHEMA));
    }

    /** How many different events have come to their end. */
    int settled() {
        consumer.throwIfViolated();
        return ended.size();
    }

    long committed(int partition) {
        return consumer.lastCommit(partition);
    }

    boolean paused() {
        return consumer.fetchingPaused();
    }

    long polls() {
        return consumer.polls();
    }

    Load load() {
        return load;
    }

    Map<Trouble, String> troubles() {
        return troubles;
    }

    List<String> gaps() {
        return gaps;
    }

    FakeTopics topics() {
        return topics;
    }

    CheckedConsumer consumer() {
        return consumer;
    }

    /** How often a delivery was held. */
    int holds() {
        return holds.get();
    }

    List<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        loop().close();
        join();
    }

    /** Waits until the loop has ended, whether by itself or because it was closed. */
    void join() {
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.throwIfViolated();
        if (thread.isAlive()) {
            throw new AssertionError("the loop did not end");
        }
    }

    private void arrived(CallEvent event) {
        ended.add(Objects.requireNonNull(places.get(event.eventId())));
    }

    private void kept(SourceRecord original) {
        ended.add(original.place().partition() + "/" + original.place().offset());
    }

    @Override
    public void delivered(PendingEvent pendingEvent) {}

    @Override
    public void deadLettered(PendingEvent pendingEvent) {}

    @Override
    public void expired(PendingEvent pendingEvent) {}

    @Override
    public void load(Load measured) {
        load = measured;
    }

    @Override
    public void failed(String reason) {
        failures.add(reason);
    }

    @Override
    public void filtered() {}

    @Override
    public void unreadable() {}

    @Override
    public void trouble(Trouble what, String reason) {
        troubles.put(what, reason);
    }

    @Override
    public void over(Trouble what) {
        troubles.remove(what);
    }

    @Override
    public void reading() {}

    @Override
    public void gap(String report, long records) {
        gaps.add(report);
    }

    @Override
    public void tried(int events, Duration took) {}

    @Override
    public void waiting(String reason, int attempt) {}

    @Override
    public void held(String reason) {
        holds.incrementAndGet();
    }

    @Override
    public void quarantined() {}

    @Override
    public void working() {}

    /** What Kafka says of the topic, as the test likes it. */
    static final class FakeTopics implements TopicWatch {
        private volatile TopicFacts facts = TopicFacts.NONE;

        void say(TopicFacts said) {
            facts = said;
        }

        @Override
        public TopicFacts latest() {
            return facts;
        }

        @Override
        public TopicFacts now() {
            return facts;
        }
    }

    /** The sink: every answer is given by the test, and what it says has arrived is noted before the runtime hears. */
    private final class Answering implements Sink {
        private final Function<List<CallEvent>, Delivery> answer;

        private Answering(Function<List<CallEvent>, Delivery> answer) {
            this.answer = answer;
        }

        @Override
        public Delivery deliver(List<CallEvent> batch) {
            Delivery verdict = answer.apply(batch);
            if (verdict instanceof Delivery.Delivered) {
                batch.forEach(LoopRig.this::arrived);
            } else if (verdict instanceof Delivery.Partial partial) {
                batch.stream()
                        .filter(event -> !partial.rejected().containsKey(event.eventId()))
                        .filter(event -> !partial.retry().contains(event.eventId()))
                        .forEach(LoopRig.this::arrived);
            }
            return verdict;
        }

        @Override
        public void close() {}
    }

    /** Goes a tenth of a second further at every look, so that commits come every few turns. */
    private static final class FastClock extends Clock {
        private final AtomicLong now = new AtomicLong();

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now.addAndGet(100));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
