import io.callstream.events.EventKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.testing.events.SampleTraffic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the events of made-up calls as if they were made now: {@code CallsAtRate BOOTSTRAP REGISTRY FIRST COUNT RATE}. At most RATE calls a
 * second; 0 for as many as go.
 */
public final class CallsAtRate {
    private static final List<String> TIMES = List.of("started_at", "event_time");
    private static final Map<Schema, EventKind> KINDS = kinds();

    public static void main(String[] arguments) throws Exception {
        int first = Integer.parseInt(arguments[2]);
        int count = Integer.parseInt(arguments[3]);
        int rate = Integer.parseInt(arguments[4]);
        EventSerializer serializer = new EventSerializer(
                new EventSchemas(RegistryClients.connect(URI.create(arguments[1]), Map.of())).register());
        SampleTraffic traffic = new SampleTraffic(1);
        Map<String, Object> client = Map.of(
                "bootstrap.servers", arguments[0], "linger.ms", "5", "max.in.flight.requests.per.connection", "1");
        long begun = System.nanoTime();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < count; number++) {
                long due = rate == 0 ? begun : begun + TimeUnit.SECONDS.toNanos(number) / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                traffic.call(first + number).forEach(event -> producer.send(record(serializer, event)));
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("%d calls in %.1f s: %.0f/s%n", count, seconds, count / seconds);
    }

    private static ProducerRecord<byte[], byte[]> record(EventSerializer serializer, SpecificRecord event) {
        Instant now = Instant.now();
        for (Schema.Field field : event.getSchema().getFields()) {
            if (TIMES.contains(field.name()) && event.get(field.pos()) != null) {
                event.put(field.pos(), now);
            }
        }
        String topic = KINDS.get(event.getSchema()).topic();
        String key = event.get(event.getSchema().getField("call_id").pos()).toString();
        return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), serializer.serialize(topic, event));
    }

    private static Map<Schema, EventKind> kinds() {
        Map<Schema, EventKind> kinds = new HashMap<>();
        for (EventKind kind : EventKind.values()) {
            kinds.put(kind.schema(), kind);
        }
        return kinds;
    }
}
