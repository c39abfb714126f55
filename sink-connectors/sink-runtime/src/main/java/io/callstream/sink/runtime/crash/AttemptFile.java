package io.callstream.sink.runtime.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One delivery under way, on disk: length, checksum, spans. Written by one call and never forced, because it has to
 * outlive the process and not the machine. For one delivery at a time.
 */
final class AttemptFile implements AutoCloseable {
    private static final int HEAD = 12;
    private static final int LARGEST = 16 << 20;

    private final FileChannel channel;

    private AttemptFile(FileChannel channel) {
        this.channel = channel;
    }

    static AttemptFile open(Path path) throws IOException {
        return new AttemptFile(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    void begin(List<Span> spans) throws IOException {
        StringBuilder lines = new StringBuilder();
        spans.forEach(span -> lines.append(span).append('\n'));
        byte[] text = lines.toString().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer all = ByteBuffer.allocate(HEAD + text.length);
        all.putInt(text.length).putLong(sum(text)).put(text).flip();
        write(all);
    }

    void end() throws IOException {
        write(ByteBuffer.allocate(Integer.BYTES));
    }

    /** What was under way and did not end; nothing when that was not written to its end. */
    List<Span> left() throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        int length = read(head, 0) ? head.getInt(0) : 0;
        ByteBuffer text = ByteBuffer.allocate(length > 0 && length <= LARGEST ? length : 0);
        if (!text.hasRemaining() || !read(text, HEAD) || sum(text.array()) != head.getLong(Integer.BYTES)) {
            return List.of();
        }
        return new String(text.array(), StandardCharsets.US_ASCII)
                .lines()
                .map(Span::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean read(ByteBuffer into, int from) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, from + into.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    private void write(ByteBuffer all) throws IOException {
        while (all.hasRemaining()) {
            channel.write(all, all.position());
        }
    }

    private static long sum(byte[] text) {
        CRC32 sum = new CRC32();
        sum.update(text);
        return sum.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
