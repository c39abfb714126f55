package io.callstream.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Gives a new file its disk blocks, so that a full disk shows here as an exception and never as a fault later. */
@FunctionalInterface
interface BlockAllocator {
    /** Bytes written at a time. On a virtual machine whose host gives it memory late, a megabyte took twice as long and more. */
    int BLOCK = 64 << 10;

    /** @throws IOException if the blocks cannot be had */
    void allocate(FileChannel channel, int bytes) throws IOException;

    /** Bytes that the file system says it can still give. Asked without the table of mounts, which misses the root of a chroot. */
    default long free(Path folder) throws IOException {
        return folder.toFile().getUsableSpace();
    }

    /** Writes zeros: the one way in Java to have blocks for certain. */
    static BlockAllocator zeros() {
        return (channel, bytes) -> {
            ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(bytes, BLOCK));
            for (int at = 0; at < bytes; ) {
                zeros.clear().limit(Math.min(zeros.capacity(), bytes - at));
                at += channel.write(zeros, at);
            }
        };
    }
}
