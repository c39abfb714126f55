package io.callstream.benchmarks.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jctools.queues.MpscArrayQueue;

/**
 * The design that lanes were measured against: event loops hand copies to a ring, one thread frames them with a
 * checksum and writes them in groups. Bare: no segments, no recovery, no reader.
 */
final class RingWriter implements AutoCloseable {
    private static final int RING = 1 << 16;
    private static final int GROUP_BYTES = 256 << 10;
    private static final long FILE_BYTES = 256L << 20;
    private static final int HEADER = 48;

    private final MpscArrayQueue<byte[]> ring = new MpscArrayQueue<>(RING);
    private final ByteBuffer group = ByteBuffer.allocateDirect(GROUP_BYTES + (64 << 10));
    private final CRC32C crc = new CRC32C();
    private final FileChannel file;
    private final Thread thread = new Thread(this::run, "ring-writer");
    private volatile boolean stopping;
    private volatile boolean idle;

    RingWriter(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        for (long at = 0; at < FILE_BYTES; at += group.capacity()) {
            file.write(group.clear(), at); // both designs write to blocks that are there
        }
        thread.start();
    }

    /** On the event loop: a copy, because the buffer is used again. */
    boolean append(ByteBuffer payload) {
        byte[] copy = new byte[payload.remaining()];
        payload.get(payload.position(), copy);
        return ring.relaxedOffer(copy);
    }

    void awaitIdle() {
        while (!ring.isEmpty() || !idle) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stopping = true;
        thread.join();
        file.close();
    }

    private void run() {
        try {
            for (long at = 0; !stopping; at %= FILE_BYTES - group.capacity()) {
                at += writeGroup(at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int writeGroup(long at) throws IOException {
        group.clear();
        for (byte[] next = ring.relaxedPoll(); next != null; next = ring.relaxedPoll()) {
            idle = false;
            frame(next);
            if (group.position() >= GROUP_BYTES) {
                break;
            }
        }
        idle = group.position() == 0;
        return idle ? 0 : file.write(group.flip(), at);
    }

    private void frame(byte[] payload) {
        crc.reset();
        crc.update(payload);
        group.putInt(payload.length).putInt((int) crc.getValue());
        group.position(group.position() + HEADER - 2 * Integer.BYTES).put(payload);
    }
}
