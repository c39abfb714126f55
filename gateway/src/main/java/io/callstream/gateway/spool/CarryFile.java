package io.callstream.gateway.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The pre-calls of open calls whose segments are gone: a small log of its own for each lane. Entries say {@code open}
 * (with the pre-call's body) or {@code closed}; when most of the file is about closed calls it is written anew.
 *
 * <pre>length(4) crc32c(4) fingerprint(8) call(16) payload; a closed call has no payload and fingerprint 0</pre>
 *
 * <p>For the reading thread.
 */
final class CarryFile {
    private static final int HEADER = 32;
    private static final long REWRITE_ABOVE = 1 << 20;

    private final Path file;
    private final Map<CallKey, Span> held = new HashMap<>();
    private long size;
    private long live;

    CarryFile(Path folder, long epoch, int lane) {
        this.file = folder.resolve(epoch + "-" + lane + ".carry");
    }

    boolean holds(CallKey call) {
        return held.containsKey(call);
    }

    void add(CallKey call, long fingerprint, ByteBuffer preCall) throws IOException {
        Span span = append(call, fingerprint, preCall);
        held.put(call, span);
        live += span.length();
    }

    void close(CallKey call) throws IOException {
        Span span = held.get(call);
        if (span != null) {
            append(call, 0, ByteBuffer.allocate(0));
            held.remove(call);
            live -= span.length();
        }
    }

    /** Brings everything to the disk, and the file down to size where that pays. */
    void settle() throws IOException {
        if (held.isEmpty()) {
            Files.deleteIfExists(file);
            size = 0;
            live = 0;
            return;
        }
        if (size > REWRITE_ABOVE && size > 2 * live) {
            rewrite();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The open calls that a former run left in a file. A torn end is cut: what it said is still in a segment. */
    static Map<CallKey, PreCallBytes> read(Path file) throws IOException {
        Map<CallKey, PreCallBytes> open = new LinkedHashMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(Layout.ORDER);
        for (int at = 0; whole(bytes, at); at += bytes.getInt(at)) {
            CallKey call = new CallKey(bytes.getLong(at + 16), bytes.getLong(at + 24));
            int payload = bytes.getInt(at) - HEADER;
            if (payload == 0) {
                open.remove(call);
            } else {
                open.put(call, new PreCallBytes(bytes.getLong(at + 8), bytes.slice(at + HEADER, payload)));
            }
        }
        return open;
    }

    private static boolean whole(ByteBuffer bytes, int at) {
        if (at + HEADER > bytes.limit()) {
            return false;
        }
        int length = bytes.getInt(at);
        return length >= HEADER
                && length <= bytes.limit() - at
                && bytes.getInt(at + 4) == checksum(bytes.slice(at + 8, length - 8));
    }

    private Span append(CallKey call, long fingerprint, ByteBuffer payload) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(HEADER + payload.remaining()).order(Layout.ORDER);
        entry.putInt(entry.capacity()).putInt(0).putLong(fingerprint);
        entry.putLong(call.high()).putLong(call.low()).put(payload).flip();
        entry.putInt(4, checksum(entry.slice(8, entry.limit() - 8)));
        Span span = new Span(size, entry.limit());
        // At the known end, not at the file's: what a failed write left behind is overwritten.
        try (FileChannel channel =
                PrivateFiles.open(file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
            for (long at = size; entry.hasRemaining(); ) {
                at += channel.write(entry, at);
            }
        }
        size += span.length();
        return span;
    }

    private void rewrite() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(fresh);
        Map<CallKey, Span> moved = new HashMap<>();
        long end = 0;
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel to =
                        PrivateFiles.open(fresh, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            for (Map.Entry<CallKey, Span> entry : held.entrySet()) {
                Span span = entry.getValue();
                for (long copied = 0; copied < span.length(); ) {
                    copied += from.transferTo(span.offset() + copied, span.length() - copied, to);
                }
                moved.put(entry.getKey(), new Span(end, span.length()));
                end += span.length();
            }
            to.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        held.putAll(moved);
        size = end;
        live = end;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private record Span(long offset, int length) {}
}
