import io.callstream.events.EventKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.testing.events.SampleTraffic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes so many success events of made-up calls to llm.success: {@code FillTopics BOOTSTRAP REGISTRY COUNT}. */
public final class FillTopics {
    public static void main(String[] arguments) throws Exception {
        String topic = EventKind.SUCCESS.topic();
        EventSerializer serializer = new EventSerializer(
                new EventSchemas(RegistryClients.connect(URI.create(arguments[1]), Map.of())).register());
        SampleTraffic traffic = new SampleTraffic(1);
        int wanted = Integer.parseInt(arguments[2]);
        long bytes = 0;
        int sent = 0;
        Map<String, Object> client = Map.of(
                "bootstrap.servers", arguments[0], "compression.type", "lz4", "linger.ms", "20", "batch.size", "262144",
                "max.in.flight.requests.per.connection", "1");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; sent < wanted; number++) {
                for (SpecificRecord event : traffic.call(number)) {
                    if (sent < wanted && event.getSchema().equals(EventKind.SUCCESS.schema())) {
                        byte[] value = serializer.serialize(topic, event);
                        byte[] key = event.get(event.getSchema().getField("call_id").pos()).toString().getBytes(StandardCharsets.UTF_8);
                        producer.send(new ProducerRecord<>(topic, key, value));
                        bytes += value.length;
                        sent++;
                    }
                }
            }
        }
        System.out.println(sent + " events of " + bytes / sent + " bytes on average");
    }
}
