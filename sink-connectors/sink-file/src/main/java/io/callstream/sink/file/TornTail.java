package io.callstream.sink.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Finds where a file's last whole line ends: what a crash left behind it is half a line. */
final class TornTail {
    private static final int BLOCK = 64 << 10;

    private TornTail() {}

    /** Length of the file up to and with its last line break; 0 if it has none. */
    static long wholeLines(FileChannel file) throws IOException {
        long end = file.size();
        while (end > 0) {
            long start = Math.max(0, end - BLOCK);
            int found = lastLineBreak(read(file, start, (int) (end - start)));
            if (found >= 0) {
                return start + found + 1;
            }
            end = start;
        }
        return 0;
    }

    private static ByteBuffer read(FileChannel file, long start, int length) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(length);
        while (block.hasRemaining() && file.read(block, start + block.position()) >= 0) {
            // Goes on until the block is full or the file has become shorter.
        }
        return block.flip();
    }

    private static int lastLineBreak(ByteBuffer block) {
        for (int at = block.limit() - 1; at >= 0; at--) {
            if (block.get(at) == '\n') {
                return at;
            }
        }
        return -1;
    }
}
