package io.callstream.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A connection to a provider whose side the test plays, byte by byte. */
public final class ProviderWire {
    private final EmbeddedChannel channel;
    private final VirtualLoop loop;
    private final StringBuilder sent = new StringBuilder();

    ProviderWire(EmbeddedChannel channel, VirtualLoop loop) {
        this.channel = channel;
        this.loop = loop;
    }

    /** The requests that have come on it, as they came. */
    public String requests() {
        loop.run();
        for (ByteBuf each = channel.readOutbound(); each != null; each = channel.readOutbound()) {
            sent.append(each.toString(StandardCharsets.ISO_8859_1));
            each.release();
        }
        return sent.toString();
    }

    /** How many requests have come. */
    public int count() {
        return requests().split("POST ", -1).length - 1;
    }

    /** The provider sends this, in one read of the gateway's; what is sent to a closed connection is lost. */
    public ProviderWire send(String bytes) {
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8));
        }
        loop.run();
        return this;
    }

    /** The same for what is no text. */
    public ProviderWire send(byte[] bytes) {
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes));
        }
        loop.run();
        return this;
    }

    /** A whole answer. */
    public ProviderWire answer(int status, String json) {
        return answer(status, "", json);
    }

    /** @param headers further header lines, each with its end */
    public ProviderWire answer(int status, String headers, String json) {
        return send("HTTP/1.1 " + status + " X\r\ncontent-type: application/json\r\n" + headers + "content-length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
    }

    /** Head of a stream that goes on in chunks. */
    public ProviderWire beginStream() {
        return begin(200, "text/event-stream");
    }

    /** Head of an answer that comes in chunks. */
    public ProviderWire begin(int status, String type) {
        return send("HTTP/1.1 " + status + " X\r\ncontent-type: " + type + "\r\ntransfer-encoding: chunked\r\n\r\n");
    }

    /** A chunk of HTTP. */
    public ProviderWire chunk(String text) {
        return send(Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n");
    }

    /** A chunk of HTTP that need be no text. */
    public ProviderWire chunk(byte[] bytes, int from, int length) {
        return send(Integer.toHexString(length) + "\r\n")
                .send(Arrays.copyOfRange(bytes, from, from + length))
                .send("\r\n");
    }

    /** The last chunk. */
    public ProviderWire endChunks() {
        return send("0\r\n\r\n");
    }

    /** The provider closes the connection. */
    public void close() {
        channel.close();
        loop.run();
    }

    /** Its TLS, its socket or whatever else breaks. */
    public void breakDown() {
        channel.pipeline().fireExceptionCaught(new IOException("broken by the test"));
        loop.run();
    }

    /** Whether the gateway has left it open. */
    public boolean open() {
        return channel.isOpen();
    }

    /** Whether the gateway reads from it. */
    public boolean read() {
        return channel.config().isAutoRead();
    }
}
