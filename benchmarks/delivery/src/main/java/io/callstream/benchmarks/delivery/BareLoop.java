package io.callstream.benchmarks.delivery;

import io.callstream.events.EventKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.JsonOutput;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The plainest program that does what the webhook sink does when nothing ever goes wrong, on one thread: polls with Kafka's own settings, reads
 * each event, writes it as JSON, and posts so many at a time over the same client. Whatever fails ends it.
 */
final class BareLoop {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final int USUAL_BYTES = 3 << 10;

    private final Addresses addresses;
    private final int batch;
    private final EventDecoder decoder;
    private final EventJson json = EventJson.complete();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    BareLoop(Addresses addresses, int batch) {
        this.addresses = addresses;
        this.batch = batch;
        this.decoder = new EventDecoder(
                new RegistryWriterSchemas(RegistryClients.connect(URI.create(addresses.registry()), Map.of())));
    }

    /** @param events a multiple of the batch */
    Lap run(int events, Stopwatch watch) throws Exception {
        int posted = 0;
        Body body = new Body(batch);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.subscribe(List.of(EventKind.SUCCESS.topic()));
            while (posted < events) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
                    json.write(
                            CallEvent.of(EventKind.SUCCESS, decoder.decode(EventKind.SUCCESS, record.value())),
                            body.next());
                    if (body.isFull()) {
                        post(body.bytes());
                        posted += batch;
                        body = new Body(batch);
                        watch.begin(posted);
                    }
                }
            }
            return watch.end(posted);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                addresses.kafka(),
                "group.id",
                "bare-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void post(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(addresses.endpoint())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("the endpoint answered " + status);
        }
    }

    /** What is posted: one event as it is, several as the sink frames them. */
    private static final class Body {
        private final int batch;
        private final JsonOutput out;
        private int events;

        Body(int batch) {
            this.batch = batch;
            this.out = new JsonOutput(batch * USUAL_BYTES);
        }

        JsonOutput next() {
            if (batch > 1) {
                out.raw(events == 0 ? "{\"events\":[" : ",");
            }
            events++;
            return out;
        }

        boolean isFull() {
            return events == batch;
        }

        byte[] bytes() {
            return batch > 1 ? out.raw("]}").bytes() : out.bytes();
        }
    }
}
