package io.callstream.sink.objects;

import java.io.ByteArrayOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file that is written to memory, once. */
final class MemoryFile implements OutputFile {
    private final ByteArrayOutputStream bytes;

    MemoryFile(ByteArrayOutputStream bytes) {
        this.bytes = bytes;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new Positioned(bytes);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    private static final class Positioned extends PositionOutputStream {
        private final ByteArrayOutputStream bytes;

        Positioned(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public long getPos() {
            return bytes.size();
        }

        @Override
        public void write(int value) {
            bytes.write(value);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes.write(from, offset, length);
        }
    }
}
