package io.callstream.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A coded body comes to the same wherever it is cut, and whatever its server adds to it. */
class ContentDecoderTest {
    private static final String TEXT = "{\"content\":\"Hello, hello, hello\"}";

    private final StringBuilder decoded = new StringBuilder();

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflate(boolean raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream zip = new DeflaterOutputStream(bytes, new Deflater(9, raw))) {
            zip.write(TEXT.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    /** A member whose head has the parts that these flags stand for, each of them if all are set. */
    private static byte[] withHead(int flags, String parts) {
        byte[] plain = gzip(TEXT);
        plain[3] = (byte) flags;
        return joined(
                Arrays.copyOf(plain, 10),
                parts.getBytes(StandardCharsets.ISO_8859_1),
                Arrays.copyOfRange(plain, 10, plain.length));
    }

    private static byte[] joined(byte[]... all) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] each : all) {
            bytes.writeBytes(each);
        }
        return bytes.toByteArray();
    }

    private static ContentDecoder decoder(String coding) {
        return Objects.requireNonNull(ContentDecoder.of(coding));
    }

    private void decode(ContentDecoder decoder, byte[] part) throws DataFormatException {
        decoder.decode(Unpooled.wrappedBuffer(part), piece -> {
            decoded.append(piece.toString(StandardCharsets.UTF_8));
            return true;
        });
    }

    /** In two parts, cut at every place, and byte by byte. */
    private void comesTo(String text, String coding, byte[] body) throws DataFormatException {
        for (int cut = 0; cut <= body.length; cut++) {
            decoded.setLength(0);
            ContentDecoder decoder = decoder(coding);
            decode(decoder, Arrays.copyOf(body, cut));
            decode(decoder, Arrays.copyOfRange(body, cut, body.length));
            decoder.close();
            assertThat(decoded.toString()).as("cut at %d", cut).isEqualTo(text);
        }
        decoded.setLength(0);
        ContentDecoder decoder = decoder(coding);
        for (byte each : body) {
            decode(decoder, new byte[] {each});
        }
        decoder.close();
        assertThat(decoded.toString()).as("byte by byte").isEqualTo(text);
    }

    @Test
    void gzipComesToItsText() throws DataFormatException {
        comesTo(TEXT, "gzip", gzip(TEXT));
        comesTo("", "gzip", gzip(""));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deflateComesWithAFrameAndWithout(boolean raw) throws DataFormatException {
        comesTo(TEXT, "deflate", deflate(raw));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4  | \\3\\0abc",
                "4  | \\0\\0",
                "8  | name.txt\\0",
                "16 | a comment\\0",
                "2  | \\9\\9",
                "28 | \\1\\0xname\\0comment\\0",
                "30 | \\1\\0xname\\0comment\\0\\9\\9",
            })
    void theHeadOfAMemberIsPassedOver(int flags, String parts) throws DataFormatException {
        String bytes = parts.replace("\\0", "\0")
                .replace("\\1", "\1")
                .replace("\\3", "\3")
                .replace("\\9", "\t");

        comesTo(TEXT, "gzip", withHead(flags, bytes));
    }

    @Test
    void aHeadMayHaveALongPartOfItsOwn() throws DataFormatException {
        comesTo(TEXT, "gzip", withHead(4, "\u002c\u0001" + "e".repeat(300)));
    }

    @Test
    void membersFollowOneAnother() throws DataFormatException {
        comesTo(TEXT + "more" + TEXT, "gzip", joined(withHead(8, "n\0"), gzip("more"), gzip(TEXT)));
    }

    @Test
    void paddingIsNoFurtherMember() throws DataFormatException {
        comesTo(TEXT, "gzip", joined(gzip(TEXT), new byte[20]));
        comesTo(TEXT, "deflate", joined(deflate(false), new byte[20]));
    }

    @Test
    void whatSaysGzipAndIsNotPassesAsItIs() throws DataFormatException {
        comesTo(TEXT, "gzip", TEXT.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void brokenBytesAreNotTakenForText() {
        byte[] body = gzip(TEXT);
        Arrays.fill(body, 12, 16, (byte) 0xff);

        assertThatThrownBy(() -> decode(decoder("gzip"), body)).isInstanceOf(DataFormatException.class);
    }

    @Test
    void aDictionaryThatNobodyHasIsAFault() {
        Deflater deflater = new Deflater();
        deflater.setDictionary("Hello".getBytes(StandardCharsets.US_ASCII));
        deflater.setInput(TEXT.getBytes(StandardCharsets.US_ASCII));
        deflater.finish();
        byte[] body = new byte[200];
        int length = deflater.deflate(body);
        deflater.end();

        assertThatThrownBy(() -> decode(decoder("deflate"), Arrays.copyOf(body, length)))
                .isInstanceOf(DataFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "plain"})
    void whoTakesNoMoreGetsNoMore(String form) throws DataFormatException {
        byte[] body = form.equals("gzip") ? gzip("x".repeat(100_000)) : new byte[100_000];
        ContentDecoder decoder = decoder("gzip");
        int half = body.length / 2;

        decoder.decode(Unpooled.wrappedBuffer(body, 0, half), piece -> {
            decoded.append("taken ");
            return false;
        });
        decode(decoder, Arrays.copyOfRange(body, half, body.length));
        decoder.close();

        assertThat(decoded.toString()).isEqualTo("taken ");
    }

    @Test
    void nothingComesOfADecoderThatIsClosed() throws DataFormatException {
        ContentDecoder decoder = decoder("gzip");
        byte[] body = gzip(TEXT);
        decode(decoder, Arrays.copyOf(body, 10));
        decoder.close();

        decode(decoder, Arrays.copyOfRange(body, 10, body.length));

        assertThat(decoded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "X-GZIP", " gzip , identity", "deflate", "identity,,deflate"})
    void theseCodingsAreUndone(String coding) {
        assertThat(ContentDecoder.of(coding)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip, gzip", "gzip, br", "compress", ""})
    void theseAreNot(String coding) {
        assertThat(ContentDecoder.of(coding)).isNull();
    }
}
