package io.callstream.sink.file;

import io.callstream.files.OwnerOnly;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.objects.Encoding;
import io.callstream.sink.objects.EventObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Makes one file of each kind and day in a batch. A file appears under its name when it is complete, and a batch that comes
 * again writes the same files.
 */
final class ParquetFolder implements Sink {
    private final Path directory;
    private final Encoding encoding;
    private final boolean fsync;
    private volatile boolean closed;

    ParquetFolder(Path directory, Encoding encoding, boolean fsync) {
        this.directory = directory;
        this.encoding = encoding;
        this.fsync = fsync;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        if (closed) {
            return Delivery.retry("closed");
        }
        try {
            for (EventObject object : EventObject.split(batch, encoding.suffix())) {
                write(directory.resolve(object.name()), encoding.encode(object.events()));
            }
            return Delivery.delivered();
        } catch (IOException e) {
            return Delivery.retry(DiskReason.of(e));
        }
    }

    /** Readers look for the suffix, so they do not see what is half written. */
    private void write(Path file, byte[] bytes) throws IOException {
        OwnerOnly.createFolderOf(file);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = OwnerOnly.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            if (fsync) {
                channel.force(true);
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        closed = true;
    }
}
