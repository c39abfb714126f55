package io.callstream.gateway.eventstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

/** Messages that AWS's own code writes. */
class EventStreamReaderTest {
    private static final int MOST = 1 << 20;

    record Sent(Map<String, HeaderValue> headers, byte[] payload) {
        byte[] bytes() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new Message(headers, payload).encode(out);
            return out.toByteArray();
        }

        Map<String, String> texts() {
            Map<String, String> texts = new LinkedHashMap<>();
            headers.forEach((name, value) -> {
                if (value.getType().toString().equals("STRING")) {
                    texts.put(name, value.getString());
                }
            });
            return texts;
        }
    }

    record Got(Map<String, String> headers, String payload) {}

    @Provide
    Arbitrary<Sent> messages() {
        Arbitrary<HeaderValue> values = Arbitraries.oneOf(
                Arbitraries.strings().ofMinLength(1).ofMaxLength(40).map(HeaderValue::fromString),
                Arbitraries.of(true, false).map(HeaderValue::fromBoolean),
                Arbitraries.bytes().map(HeaderValue::fromByte),
                Arbitraries.shorts().map(HeaderValue::fromShort),
                Arbitraries.integers().map(HeaderValue::fromInteger),
                Arbitraries.longs().map(HeaderValue::fromLong),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMinSize(1)
                        .ofMaxSize(30)
                        .map(HeaderValue::fromByteArray),
                Arbitraries.longs()
                        .between(0, 4_000_000_000_000L)
                        .map(each -> HeaderValue.fromTimestamp(Instant.ofEpochMilli(each))),
                Arbitraries.longs().map(each -> HeaderValue.fromUuid(new UUID(each, ~each))));
        Arbitrary<String> names = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20);
        return Combinators.combine(
                        Arbitraries.maps(names, values).ofMaxSize(5),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(200))
                .as(Sent::new);
    }

    private static List<Got> read(byte[] bytes, int piece) throws BrokenStreamException {
        EventStreamReader reader = new EventStreamReader(MOST);
        List<Got> got = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += piece) {
            reader.append(new Slice(bytes, at, Math.min(piece, bytes.length - at)));
            for (StreamMessage each = reader.next(); each != null; each = reader.next()) {
                got.add(new Got(each.headers(), hex(each.payload().toBytes())));
            }
        }
        assertThat(reader.inMessage()).as("bytes left over").isFalse();
        return got;
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    private static byte[] joined(List<Sent> sent) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        sent.forEach(each -> all.writeBytes(each.bytes()));
        return all.toByteArray();
    }

    @Property
    void whatAwsWritesIsRead(
            @ForAll @Size(max = 6) List<@net.jqwik.api.From("messages") Sent> sent,
            @ForAll @IntRange(min = 1, max = 500) int piece)
            throws BrokenStreamException {
        assertThat(read(joined(sent), piece))
                .containsExactlyElementsOf(sent.stream()
                        .map(each -> new Got(each.texts(), hex(each.payload())))
                        .toList());
    }

    @Property
    void oneWrongByteIsNoticed(
            @ForAll("messages") Sent sent, @ForAll int where, @ForAll @IntRange(min = 1, max = 255) int flip) {
        byte[] bytes = sent.bytes();
        bytes[Math.floorMod(where, bytes.length)] ^= (byte) flip;
        EventStreamReader reader = new EventStreamReader(MOST);
        reader.append(Slice.of(bytes));
        assertThatThrownBy(reader::next).isInstanceOf(BrokenStreamException.class);
    }

    @Property
    void halfAMessageIsNone(@ForAll("messages") Sent sent, @ForAll int where) throws BrokenStreamException {
        byte[] bytes = sent.bytes();
        EventStreamReader reader = new EventStreamReader(MOST);
        reader.append(new Slice(bytes, 0, Math.floorMod(where, bytes.length - 1) + 1));
        assertThat(reader.next()).isNull();
        assertThat(reader.inMessage()).isTrue();
    }

    @Property
    void anythingElseIsRefusedOrWaitedFor(@ForAll @Size(max = 400) byte[] noise) {
        EventStreamReader reader = new EventStreamReader(MOST);
        reader.append(Slice.of(noise));
        try {
            assertThat(reader.next()).isNull();
            assertThat(noise.length).as("what has no lengths yet").isLessThan(12);
        } catch (BrokenStreamException e) {
            assertThat(e).hasMessageContaining("lengths");
        }
    }

    /** With checksums that are right, so that only what they cover is wrong. */
    @Property
    void anyHeadersAreReadOrRefused(@ForAll @Size(max = 60) byte[] headers) {
        EventStreamReader reader = new EventStreamReader(MOST);
        reader.append(Slice.of(framed(headers)));
        try {
            assertThat(reader.next()).isNotNull();
        } catch (BrokenStreamException e) {
            assertThat(e).hasMessageContaining("header");
        }
    }

    private static byte[] framed(byte[] headers) {
        ByteBuffer message = ByteBuffer.allocate(16 + headers.length);
        message.putInt(message.capacity()).putInt(headers.length);
        message.putInt(crc(message)).put(headers);
        return message.putInt(crc(message)).array();
    }

    private static int crc(ByteBuffer so) {
        CRC32 crc = new CRC32();
        crc.update(so.array(), 0, so.position());
        return (int) crc.getValue();
    }

    @Example
    void aMessageThatIsTooLongIsRefusedBeforeItComes() {
        byte[] bytes = new Sent(Map.of(), new byte[200]).bytes();
        EventStreamReader reader = new EventStreamReader(100);
        reader.append(new Slice(bytes, 0, 12));
        assertThatThrownBy(reader::next).hasMessageContaining("216").hasMessageContaining("100");
    }

    @Example
    void eventsExceptionsAndErrorsAreToldApart() throws BrokenStreamException {
        StreamMessage event = one(":message-type", "event", ":event-type", "messageStart");
        assertThat(event.event()).isEqualTo("messageStart");
        StreamMessage exception = one(":message-type", "exception", ":exception-type", "throttlingException");
        assertThat(exception.event()).isNull();
        assertThat(exception.exception()).isEqualTo("throttlingException");
        StreamMessage error = one(":message-type", "error", ":error-code", "Busy", ":error-message", "Later.");
        assertThat(error.errorCode()).isEqualTo("Busy");
        assertThat(error.errorMessage()).isEqualTo("Later.");
    }

    private static StreamMessage one(String... headers) throws BrokenStreamException {
        Map<String, HeaderValue> values = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            values.put(headers[i], HeaderValue.fromString(headers[i + 1]));
        }
        EventStreamReader reader = new EventStreamReader(MOST);
        reader.append(Slice.of(new Sent(values, new byte[0]).bytes()));
        StreamMessage read = reader.next();
        assertThat(read).isNotNull();
        return java.util.Objects.requireNonNull(read);
    }
}
