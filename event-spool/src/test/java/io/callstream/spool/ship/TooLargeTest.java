package io.callstream.spool.ship;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.EventEncoder;
import io.callstream.spool.CallKey;
import io.callstream.spool.LossCount;
import io.callstream.spool.LossReason;
import io.callstream.spool.Spool;
import io.callstream.spool.SpoolOptions;
import io.callstream.spool.TestKinds;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("K21: an event that its topic does not take is written again with less in it")
class TooLargeTest {
    private static final ShipOptions OPTIONS =
            new ShipOptions(Map.of("bootstrap.servers", "fake:1"), "http://registry", true);
    private static final UUID CALL = new UUID(0x7000L, 1);
    /** Before any event is built: it tells Avro that their classes may be made. */
    private static final EventEncoder ENCODER = new EventEncoder();

    @TempDir
    Path folder;

    private final FakeKafka kafka = new FakeKafka();
    private Spool spool;
    private Shipper shipper;

    @BeforeEach
    void open() {
        spool = Spool.open(
                SpoolOptions.of(folder.resolve("spool"), 1), TestKinds.all(), (call, place) -> null, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        shipper.close();
        spool.close();
    }

    @Test
    void firstWithoutBodies() {
        start((call, part, body) -> new BodyKeeper.Kept("file:///" + call + "." + part, "ab".repeat(32)));
        append(success());
        awaitSent(1);

        kafka.newest().errorNext(new RecordTooLargeException("too large"));

        awaitSent(2);
        SuccessEvent told = sent(1);
        assertThat(told.getRequestBody()).isNull();
        assertThat(told.getCapture()).isEqualTo("reference");
        assertThat(told.getRequestRef()).isEqualTo("file:///" + CALL + ".request");
        assertThat(told.getTruncatedFields()).containsExactly("request_body", "response_body");
        assertThat(told.getMetadata()).containsEntry("a", "b");
        assertThat(told.getSeq()).isZero();
        awaitTaken();
        assertThat(shipper.stats().shortened()).isEqualTo(1);
    }

    @Test
    void whatIsToldTwiceGoesBeforeAnythingElse() {
        start(BodyKeeper.NOWHERE);
        SuccessEvent event = success();
        event.setProviderResponseBody("{\"content\":[]}");
        append(event);
        awaitSent(1);

        kafka.newest().errorNext(new RecordTooLargeException("too large"));
        awaitSent(2);
        SuccessEvent first = sent(1);
        kafka.newest().errorNext(new RecordTooLargeException("too large"));
        awaitSent(3);

        assertThat(first.getProviderResponseBody()).isNull();
        assertThat(first.getResponseBody()).isEqualTo("{}");
        assertThat(first.getCapture()).isEqualTo("full");
        assertThat(first.getTruncatedFields()).containsExactly("provider_response_body");
        assertThat(sent(2).getResponseBody()).isNull();
        awaitTaken();
    }

    @Test
    void thenWithoutDetails() {
        start(BodyKeeper.NOWHERE);
        append(success());
        awaitSent(1);

        kafka.newest().errorNext(new RecordTooLargeException("too large"));
        awaitSent(2);
        kafka.newest().errorNext(new RecordTooLargeException("too large"));

        awaitSent(3);
        SuccessEvent told = sent(2);
        assertThat(told.getCapture()).isEqualTo("shed");
        assertThat(told.getMetadata()).isEmpty();
        assertThat(told.getModelGroup()).hasSize(256);
        assertThat(told.getRoutes()).containsExactly("r");
        assertThat(told.getCostNanoUsd()).isEqualTo(7);
        assertThat(told.getTruncatedFields()).contains("request_body", "metadata", "model_group");
        awaitTaken();
        assertThat(shipper.stats().refused()).isZero();
    }

    @Test
    void onlyThenItIsLostByName() {
        start(BodyKeeper.NOWHERE);
        append(success());
        for (int tries = 1; tries <= 3; tries++) {
            awaitSent(tries);
            kafka.newest().errorNext(new RecordTooLargeException("too large"));
        }

        await().atMost(30, SECONDS).until(() -> spool.stats().pendingRecords() == 0);
        assertThat(shipper.stats().refused()).isEqualTo(1);
        assertThat(spool.stats().losses()).containsExactly(new LossCount("success", LossReason.REFUSED, 1));
    }

    @Test
    void aRestartDoesNotForgetWhatWasTooLarge() {
        start(BodyKeeper.NOWHERE);
        append(success());
        append(success());
        awaitSent(2);
        kafka.newest().errorNext(new RecordTooLargeException("too large"));
        kafka.newest().errorNext(new KafkaException("fault"));

        await().atMost(30, SECONDS)
                .until(() -> kafka.opened() == 2 && kafka.sent().size() == 2);
        assertThat(sent(0).getRequestBody()).isNull();
        assertThat(sent(1).getRequestBody()).isNotNull();
        awaitTaken();
    }

    @Test
    @DisplayName("Cause 15: every record's headers say kind, model group, provider, status and trace")
    void headersSayWhatReadersChooseBy() {
        start(BodyKeeper.NOWHERE);
        append(success());
        awaitSent(1);

        Map<String, String> headers = new TreeMap<>();
        record(0)
                .headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(headers)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "kind", "success",
                        "model_group", "ä".repeat(300),
                        "provider", "openai",
                        "status", "200",
                        "traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01"));
        awaitTaken();
    }

    private void start(BodyKeeper keeper) {
        shipper = Shippers.start(spool, OPTIONS, new MockSchemaRegistryClient(), kafka, keeper);
    }

    private void append(SuccessEvent event) {
        byte[] body = ENCODER.body(EventKind.SUCCESS, event);
        spool.lane(0).append(TestKinds.SUCCESS, CallKey.of(CALL), ByteBuffer.wrap(body));
    }

    private void awaitSent(int count) {
        await().atMost(30, SECONDS).until(() -> kafka.sent().size() == count);
    }

    private void awaitTaken() {
        kafka.acknowledgeAll();
        await().atMost(30, SECONDS).until(() -> spool.stats().pendingRecords() == 0);
        assertThat(spool.stats().losses()).isEmpty();
    }

    private SuccessEvent sent(int index) {
        EventDecoder decoder = new EventDecoder(id -> EventKind.SUCCESS.schema());
        return (SuccessEvent) decoder.decode(EventKind.SUCCESS, record(index).value());
    }

    private ProducerRecord<byte[], byte[]> record(int index) {
        return kafka.newest().history().get(index);
    }

    private static SuccessEvent success() {
        return SuccessEvent.newBuilder()
                .setEventId(CALL + ":success")
                .setGatewayId("g")
                .setGatewayEpoch(1)
                .setLane(0)
                .setSeq(0)
                .setEventTime(Instant.EPOCH)
                .setStartedAt(Instant.EPOCH)
                .setCallId(CALL.toString())
                .setTraceId("a".repeat(32))
                .setSpanId("b".repeat(16))
                .setCallType("chat_completion")
                .setModelGroup("ä".repeat(300))
                .setProvider("openai")
                .setRoutes(List.of("r"))
                .setMetadata(Map.of("a", "b"))
                .setRequestBody("{\"x\":\"" + "y".repeat(2000) + "\"}")
                .setResponseBody("{}")
                .setCostNanoUsd(7L)
                .build();
    }
}
