package io.callstream.spool;

import io.callstream.files.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The pre-calls of open calls whose segments are gone: a small log of its own for each lane. Entries say {@code open}
 * (with the pre-call's body, and a second time with the end that was noted) or {@code closed}; when most of the file is about closed calls it is written anew.
 *
 * <pre>length(4) crc32c(4) fingerprint(8) call(16) payload; a closed call has no payload and fingerprint 0</pre>
 *
 * <p>For the reading thread.
 */
final class OpenCallFile {
    private static final int HEADER = 32;
    private static final long REWRITE_ABOVE = 1 << 20;

    private final Path file;
    private final Map<CallKey, List<Span>> held = new HashMap<>();
    private long size;
    private long live;

    OpenCallFile(Path folder, long epoch, int lane) {
        this.file = folder.resolve(epoch + "-" + lane + ".carry");
    }

    boolean holds(CallKey call) {
        return held.containsKey(call);
    }

    void add(CallKey call, long fingerprint, ByteBuffer preCall) throws IOException {
        Span span = append(call, fingerprint, preCall);
        held.put(call, List.of(span));
        live += span.length();
    }

    /**
     * Adds to a call that is held how it ended, though its event is still to be recorded.
     *
     * @return false when the call is not held
     */
    boolean note(CallKey call, long fingerprint, ByteBuffer terminal) throws IOException {
        List<Span> before = held.get(call);
        if (before == null) {
            return false;
        }
        Span span = append(call, fingerprint, terminal);
        held.put(call, List.of(before.get(0), span));
        live += span.length();
        return true;
    }

    void close(CallKey call) throws IOException {
        List<Span> spans = held.get(call);
        if (spans != null) {
            append(call, 0, ByteBuffer.allocate(0));
            held.remove(call);
            live -= spans.stream().mapToLong(Span::length).sum();
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
                add(open, call, bytes.getLong(at + 8), bytes.slice(at + HEADER, payload));
            }
        }
        return open;
    }

    /** The first entry of a call is its pre-call; a second one is the note of its end. */
    private static void add(Map<CallKey, PreCallBytes> open, CallKey call, long fingerprint, ByteBuffer payload) {
        PreCallBytes preCall = open.get(call);
        open.put(
                call,
                preCall == null
                        ? new PreCallBytes(fingerprint, payload)
                        : preCall.endedAs(new PreCallBytes.NotedEnd(fingerprint, payload)));
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
        try (FileChannel channel = OwnerOnly.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
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
        Map<CallKey, List<Span>> moved = new HashMap<>();
        long end = 0;
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel to = OwnerOnly.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (Map.Entry<CallKey, List<Span>> entry : held.entrySet()) {
                List<Span> spans = new ArrayList<>();
                for (Span span : entry.getValue()) {
                    copy(from, span, to);
                    spans.add(new Span(end, span.length()));
                    end += span.length();
                }
                moved.put(entry.getKey(), spans);
            }
            to.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        held.putAll(moved);
        size = end;
        live = end;
    }

    private static void copy(FileChannel from, Span span, FileChannel to) throws IOException {
        for (long copied = 0; copied < span.length(); ) {
            copied += from.transferTo(span.offset() + copied, span.length() - copied, to);
        }
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private record Span(long offset, int length) {}
}
