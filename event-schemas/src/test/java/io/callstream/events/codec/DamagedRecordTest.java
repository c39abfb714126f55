package io.callstream.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands behind the header, it is an event or it is unreadable: nothing else happens, and nothing large is made. */
class DamagedRecordTest {
    private static final int CORRUPTIONS = 300_000;
    private final EventDecoder decoder = new EventDecoder(id -> EventKind.FAILURE.schema());

    static Stream<Long> lengths() {
        return Stream.of(
                (1L << 31) - 1, 1L << 31, (1L << 31) - 9, 1L << 40, Long.MAX_VALUE, -1L, Long.MIN_VALUE, 900_000_000L);
    }

    @Test
    @SuppressWarnings("NullAway") // Kafka's values are not annotated, and some are not there
    void aRecordWithoutAValueIsUnreadable() {
        byte[] none = new ConsumerRecord<String, byte[]>("llm.failure", 0, 0, "key", null).value();

        assertThatThrownBy(() -> decoder.decode(EventKind.FAILURE, none))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("record has no value");
    }

    @ParameterizedTest
    @MethodSource("lengths")
    @DisplayName("K02: thirteen bytes whose first text says that it has 2^31-1 bytes, and other lies")
    void aLengthThatCannotBeIsUnreadable(long length) throws Exception {
        byte[] framed = Arrays.copyOf(framed(number(length)), 13);

        assertThatThrownBy(() -> decoder.decode(EventKind.FAILURE, framed))
                .isInstanceOf(UnreadableEventException.class);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    @DisplayName("K02: a list that says it has 2^31-1 items, and other lies")
    void aCountThatCannotBeIsUnreadable(long count) throws Exception {
        Schema list = SchemaBuilder.record(EventKind.FAILURE.schema().getName())
                .namespace(EventKind.FAILURE.schema().getNamespace())
                .fields()
                .name("attempts")
                .type(SchemaBuilder.array().items(SchemaBuilder.builder().nullType()))
                .noDefault()
                .endRecord();
        EventDecoder lists = new EventDecoder(id -> list);

        assertThatThrownBy(() -> lists.decode(EventKind.FAILURE, framed(number(count))))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    @DisplayName("K03: corruptions of a real record")
    void aDamagedRecordIsAnEventOrUnreadable() {
        long seed = new Random().nextLong();
        System.out.println("DamagedRecordTest seed " + seed);
        Random random = new Random(seed);
        byte[] whole = new EventEncoder().framed(EventKind.FAILURE, failure(), 1);
        for (int i = 0; i < CORRUPTIONS; i++) {
            byte[] damaged = damage(whole, random);
            try {
                assertThat(decoder.decode(EventKind.FAILURE, damaged)).isNotNull();
            } catch (UnreadableEventException e) {
                // as it should be
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed + ", corruption " + i, e);
            }
        }
    }

    @Test
    @DisplayName("K02: a schema nested without end, and a record as deep as it is long")
    void depthIsUnreadable() {
        Schema deep = Schema.createRecord(
                EventKind.FAILURE.schema().getName(),
                null,
                EventKind.FAILURE.schema().getNamespace(),
                false);
        Schema.Field inner = new Schema.Field(
                "inner", Schema.createUnion(List.of(Schema.create(Schema.Type.NULL), deep)), null, null);
        deep.setFields(List.of(inner));
        byte[] body = new byte[2_000_000];
        Arrays.fill(body, (byte) 2);

        assertThatThrownBy(() -> new EventDecoder(id -> deep).decode(EventKind.FAILURE, framed(body)))
                .isInstanceOf(UnreadableEventException.class);
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] damaged =
                Arrays.copyOf(whole, random.nextInt(4) == 0 ? 5 + random.nextInt(whole.length - 5) : whole.length);
        int places = 1 + random.nextInt(4);
        for (int i = 0; i < places && damaged.length > 5; i++) {
            int at = 5 + random.nextInt(damaged.length - 5);
            switch (random.nextInt(3)) {
                case 0 -> damaged[at] = (byte) random.nextInt();
                case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                default -> Arrays.fill(damaged, at, Math.min(damaged.length, at + 1 + random.nextInt(9)), (byte) 0xFF);
            }
        }
        return damaged;
    }

    private static byte[] number(long value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeLong(value);
        encoder.flush();
        bytes.write("abcdefgh".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private static byte[] framed(byte[] body) {
        return ConfluentFrame.of(1, ByteBuffer.wrap(body));
    }

    private static FailureEvent failure() {
        FailureEvent event = new FailureEvent();
        for (Schema.Field field : FailureEvent.getClassSchema().getFields()) {
            event.put(field.pos(), sample(field.schema(), field.name()));
        }
        return event;
    }

    private static Object sample(Schema schema, String name) {
        return switch (schema.getType()) {
            case UNION ->
                sample(
                        schema.getTypes().stream()
                                .filter(type -> type.getType() != Schema.Type.NULL)
                                .findFirst()
                                .orElseThrow(),
                        name);
            case STRING -> name + " of a call";
            case INT -> 7;
            case LONG -> schema.getLogicalType() == null ? (Object) 7L : Instant.ofEpochMilli(1_700_000_000_000L);
            case DOUBLE -> 7.5;
            case BOOLEAN -> true;
            case ARRAY ->
                schema.getElementType().getType() == Schema.Type.STRING ? List.of("one", "two", "three") : List.of();
            case MAP -> java.util.Map.of();
            default -> throw new AssertionError("no sample for " + schema);
        };
    }
}
