package io.callstream.sink.runtime.observe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as far as they have come. For the thread of the health port. */
final class HealthConnection {
    private static final int LONGEST_HEAD = 8 * 1024;
    private static final RequestHead NONE = RequestHead.parse("");

    private final SocketChannel channel;
    private final SelectionKey key;
    private final long deadline;
    private final ByteBuffer head = ByteBuffer.allocate(LONGEST_HEAD);
    private @Nullable ByteBuffer answer;

    /** @param deadline on the clock of {@link System#nanoTime} */
    HealthConnection(SocketChannel channel, SelectionKey key, long deadline) {
        this.channel = channel;
        this.key = key;
        this.deadline = deadline;
    }

    long deadline() {
        return deadline;
    }

    /** Reads or writes what can be read or written now. */
    void goOn(HealthPages pages) {
        try {
            if (answer == null) {
                read(pages);
            }
            if (answer != null) {
                write(answer);
            }
        } catch (IOException e) {
            close();
        }
    }

    private void read(HealthPages pages) throws IOException {
        if (channel.read(head) < 0) {
            close();
            return;
        }
        String text = new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end >= 0) {
            answer = ByteBuffer.wrap(pages.answer(RequestHead.parse(text.substring(0, end))));
        } else if (!head.hasRemaining()) {
            answer = ByteBuffer.wrap(
                    HealthPages.page("431 Request Header Fields Too Large", "text/plain", "too long\n", NONE));
        }
    }

    private void write(ByteBuffer rest) throws IOException {
        channel.write(rest);
        if (!rest.hasRemaining()) {
            close();
        } else if (key.isValid()) {
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            key.cancel();
        }
    }
}
