package io.callstream.sink.objects;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file that is in memory. */
record MemoryInput(byte[] bytes) implements InputFile {
    @Override
    public long getLength() {
        return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
        return new Positioned(new Bytes(bytes));
    }

    private static final class Bytes extends ByteArrayInputStream {
        Bytes(byte[] bytes) {
            super(bytes);
        }

        synchronized long position() {
            return pos;
        }

        synchronized void position(long to) throws IOException {
            if (to < 0 || to > count) {
                throw new EOFException("the file has " + count + " bytes and is asked for what stands at " + to);
            }
            pos = (int) to;
        }
    }

    private static final class Positioned extends DelegatingSeekableInputStream {
        private final Bytes bytes;

        Positioned(Bytes bytes) {
            super(bytes);
            this.bytes = bytes;
        }

        @Override
        public long getPos() {
            return bytes.position();
        }

        @Override
        public void seek(long position) throws IOException {
            bytes.position(position);
        }
    }
}
