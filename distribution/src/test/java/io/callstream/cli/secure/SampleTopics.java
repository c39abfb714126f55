package io.callstream.cli.secure;

import io.callstream.events.EventKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.testing.events.SampleCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Calls that were made before anybody reads them. */
final class SampleTopics {
    static final int CALLS = 3;

    private SampleTopics() {}

    static void fill(Map<String, Object> client, String registry) throws Exception {
        EventSerializer serializer = new EventSerializer(
                new EventSchemas(RegistryClients.connect(URI.create(registry), Map.of())).register());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            IntStream.range(0, CALLS).mapToObj(SampleCall::number).forEach(call -> {
                send(producer, serializer, EventKind.PRE_CALL, call.callId(), call.preCall());
                send(producer, serializer, EventKind.SUCCESS, call.callId(), call.success());
            });
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            EventSerializer serializer,
            EventKind kind,
            String call,
            SpecificRecord event) {
        byte[] key = call.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(kind.topic(), key, serializer.serialize(kind.topic(), event)));
    }
}
