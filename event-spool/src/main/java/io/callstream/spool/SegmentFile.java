package io.callstream.spool;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A mapped file that holds one segment after another. The mapping lives as long as the object is reachable: Java
 * cannot unmap safely, and a deleted file's blocks are freed with its mapping.
 */
final class SegmentFile {
    private static final VarHandle WORDS = MethodHandles.byteBufferViewVarHandle(int[].class, Layout.ORDER);
    private static final int ACKED_AT = 128;
    private static final int ACKED_STRIDE = 64; // one cache line for each stream

    private final Path path;
    private final MappedByteBuffer bytes;

    private SegmentFile(Path path, MappedByteBuffer bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /** Maps a file whose blocks are all allocated: touching a hole on a full disk would kill the process. */
    static SegmentFile map(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
            bytes.order(Layout.ORDER);
            return new SegmentFile(path, bytes);
        }
    }

    Path path() {
        return path;
    }

    int size() {
        return bytes.capacity();
    }

    /** The whole file. Absolute access only: the position is shared. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** A view with a position of its own. */
    ByteBuffer view() {
        return bytes.duplicate().order(Layout.ORDER);
    }

    /** Starts the file's next life. */
    Segment begin(SegmentHeader header) {
        SegmentHeader.erase(bytes);
        for (LogStream stream : LogStream.values()) {
            acked(stream, Layout.FRAMES);
        }
        header.write(bytes);
        return new Segment(this, header, Layout.FRAMES);
    }

    /** Everything before this offset is acknowledged or belongs to the other stream. */
    int acked(LogStream stream) {
        long offset = bytes.getLong(ackedAt(stream));
        return offset < Layout.FRAMES || offset > bytes.capacity() ? Layout.FRAMES : (int) offset;
    }

    /** One aligned store: whole or not there at all after a crash. */
    void acked(LogStream stream, int offset) {
        bytes.putLong(ackedAt(stream), offset);
    }

    /**
     * Brings pages into memory, writable, so that whoever writes there does not have to wait for them. Changes nothing, also
     * where somebody writes meanwhile: to add nothing is one step for the processor.
     *
     * @return where the next page begins that is not yet brought in
     */
    int fault(int from, int to) {
        int page = from;
        for (; page < Math.min(to, bytes.capacity()); page += Layout.PAGE) {
            WORDS.getAndAdd(bytes, page, 0);
        }
        return page;
    }

    void force(int from, int to) {
        bytes.force(from, to - from);
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private static int ackedAt(LogStream stream) {
        return ACKED_AT + stream.ordinal() * ACKED_STRIDE;
    }
}
