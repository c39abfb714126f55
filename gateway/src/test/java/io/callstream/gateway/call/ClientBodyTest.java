package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A body on its way out: the head goes with its first bytes, and each flush is one chunk. */
class ClientBodyTest {
    private final RecordingClient client = new RecordingClient();
    private final ByteBuf head = Unpooled.copiedBuffer("HEAD\r\n\r\n", StandardCharsets.US_ASCII);

    private ClientBody chunked() {
        return new ClientBody(client, true, head);
    }

    @Test
    void theHeadNeverGoesAlone() {
        ClientBody body = chunked();

        body.flush();
        assertThat(client.received()).isEmpty();
        assertThat(body.sent()).isFalse();

        body.add(Slice.of("one"));
        body.flush();
        assertThat(client.received()).isEqualTo("HEAD\r\n\r\n00000003\r\none\r\n");
        assertThat(body.sent()).isTrue();
    }

    @Test
    void whatCameBetweenTwoFlushesIsOneChunk() {
        ClientBody body = chunked();
        body.add(Slice.of("one "));
        body.add(Unpooled.copiedBuffer("-two", StandardCharsets.US_ASCII).skipBytes(1));
        body.flush();
        body.flush();
        body.add(Slice.of("x".repeat(0x1a2b)));
        body.end();

        assertThat(client.body())
                .isEqualTo("00000007\r\none two\r\n00001a2b\r\n" + "x".repeat(0x1a2b) + "\r\n0\r\n\r\n");
    }

    @Test
    void anEmptyBodyHasItsEndOnly() {
        chunked().end();

        assertThat(client.received()).isEqualTo("HEAD\r\n\r\n0\r\n\r\n");
    }

    @Test
    void nothingAddedIsNoChunk() {
        ClientBody body = chunked();
        body.add(Slice.of(""));
        body.flush();
        body.add(Slice.of("end"));
        body.end();

        assertThat(client.body()).isEqualTo("00000003\r\nend\r\n0\r\n\r\n");
    }

    @Test
    void withoutChunksBytesGoAsTheyAre() {
        ClientBody body = new ClientBody(client, false, head);
        body.add(Slice.of("one "));
        body.flush();
        body.add(Slice.of("two"));
        body.end();

        assertThat(client.body()).isEqualTo("one two");
    }

    @Test
    void whatIsGivenUpIsGivenBack() {
        ClientBody body = chunked();
        body.add(Slice.of("one"));

        body.release();
        body.release();

        assertThat(head.refCnt()).isZero();
        assertThat(client.received()).isEmpty();
    }
}
