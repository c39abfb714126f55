package io.callstream.analytics;

import io.callstream.analytics.serde.RecordSerdes;
import io.callstream.analytics.serde.SkipUnprocessable;
import io.callstream.analytics.serde.SkipUnreadable;
import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.events.RecordKind;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.UnknownSchemaException;
import io.callstream.events.codec.WriterSchemas;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** A topology fed with events, without Kafka. Schema ids are made up. */
public final class TopologyRig implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

    private final TopologyTestDriver driver;
    private final EventSerializer serializer;
    private final RecordSerdes serdes;
    private final List<String> skipped = new ArrayList<>();
    private long recordTime = START.toEpochMilli();

    private TopologyRig(Function<RecordSerdes, Topology> topology, Path folder) {
        Map<EventKind, Integer> ids = new EnumMap<>(EventKind.class);
        Arrays.stream(EventKind.values()).forEach(kind -> ids.put(kind, 1 + kind.ordinal()));
        this.serializer = new EventSerializer(ids);
        this.serdes = serdes();
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, SkipUnreadable.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, SkipUnprocessable.class);
        config.put(SkipUnreadable.COUNTER, (SkipUnreadable.Counter) skipped::add);
        this.driver = new TopologyTestDriver(topology.apply(serdes), config, START);
    }

    public static TopologyRig of(Function<RecordSerdes, Topology> topology, Path folder) {
        return new TopologyRig(topology, folder);
    }

    /** Serdes with made-up ids. */
    public static RecordSerdes serdes() {
        Map<DerivedKind, Integer> ids = new EnumMap<>(DerivedKind.class);
        Arrays.stream(DerivedKind.values()).forEach(kind -> ids.put(kind, 101 + kind.ordinal()));
        WriterSchemas schemas = id -> Stream.<RecordKind[]>of(EventKind.values(), DerivedKind.values())
                .flatMap(Stream::of)
                .filter(kind -> id
                        == (kind instanceof EventKind event
                                ? 1 + event.ordinal()
                                : 101 + ((DerivedKind) kind).ordinal()))
                .findFirst()
                .orElseThrow(() -> new UnknownSchemaException("no schema " + id, new IllegalStateException()))
                .schema();
        return new RecordSerdes(schemas, ids);
    }

    /** Sends events, each to its topic, in this order. */
    public void send(SpecificRecord... events) {
        for (SpecificRecord event : events) {
            send(event.get(event.getSchema().getField("call_id").pos()).toString(), event);
        }
    }

    /** Sends an event as no gateway does. */
    public void sendWithoutKey(SpecificRecord event) {
        send((String) null, event);
    }

    private void send(@Nullable String key, SpecificRecord event) {
        String topic = Arrays.stream(EventKind.values())
                .filter(each -> each.schema().equals(event.getSchema()))
                .findFirst()
                .orElseThrow()
                .topic();
        sendBytes(topic, key, serializer.serialize(topic, event));
    }

    /** Sends what need not be an event. */
    public void sendBytes(String topic, @Nullable String key, byte[] value) {
        TestInputTopic<String, byte[]> input =
                driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
        input.pipeInput(key, value, recordTime++);
    }

    /** Lets time go by, for what waits and for what comes next. */
    public void pass(Duration time) {
        recordTime += time.toMillis();
        driver.advanceWallClockTime(time);
    }

    /** What was written since the last time, in order. */
    public <T extends SpecificRecord> List<KeyValue<String, T>> written(DerivedKind kind, Class<T> type) {
        return driver.createOutputTopic(
                        kind.topic(),
                        new StringDeserializer(),
                        serdes.rows(kind, type).deserializer())
                .readKeyValuesToList();
    }

    public <T extends SpecificRecord> List<T> rows(DerivedKind kind, Class<T> type) {
        return written(kind, type).stream().map(entry -> entry.value).toList();
    }

    public List<String> skipped() {
        return skipped;
    }

    public TopologyTestDriver driver() {
        return driver;
    }

    /** How many entries a store has. */
    public int size(String store) {
        int size = 0;
        try (var all = driver.getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                all.next();
                size++;
            }
        }
        return size;
    }

    @Override
    public void close() {
        driver.close();
    }
}
