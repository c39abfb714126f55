package io.callstream.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of the records in a segment, as they stand in its first page; and how a frame says of which kind it is, which differs
 * between the versions of the format. Not changed after it was made: for any thread.
 *
 * <pre>for each kind: id(1) retention(1) role(1) length of word(1) length of topic(2) fingerprint(8) word topic</pre>
 */
final class KindTable {
    /** What the first page has room for. */
    static final int MOST_BYTES = Layout.PAGE - Layout.KINDS;

    private static final int FIXED = 14;
    /** Kinds of version 1, and what its frames add to the id of a note's kind. */
    private static final int OLD_KINDS = 4;

    private static final int NOTE_FLAG = 1;

    private final boolean old;
    private final @Nullable Entry[] byId;

    private KindTable(boolean old, Stream<Entry> entries) {
        this.old = old;
        this.byId = new @Nullable Entry[SpoolKind.LARGEST_ID + 1];
        entries.forEach(entry -> byId[entry.kind().id()] = entry);
    }

    /**
     * A kind of the table.
     *
     * @param fingerprint CRC-64-AVRO of the schema that the segment's records are written with
     */
    record Entry(SpoolKind kind, long fingerprint) {}

    static KindTable of(List<Entry> entries) {
        return new KindTable(false, entries.stream());
    }

    /**
     * The table of a segment of version 1, which has fingerprints only.
     *
     * @param fingerprints by id
     */
    KindTable version1(long[] fingerprints) {
        return new KindTable(
                true,
                Arrays.stream(byId, 0, OLD_KINDS)
                        .filter(Objects::nonNull)
                        .map(entry -> new Entry(
                                entry.kind(), fingerprints[entry.kind().id()])));
    }

    List<SpoolKind> kinds() {
        return entries().map(Entry::kind).toList();
    }

    /** @throws IllegalArgumentException if the table does not have the kind */
    long fingerprint(SpoolKind kind) {
        return entry(kind).fingerprint();
    }

    /**
     * What a frame of a kind says.
     *
     * @throws IllegalArgumentException if the table does not have the kind: nobody could read the frame
     */
    long code(SpoolKind kind) {
        return entry(kind).kind().id();
    }

    /** What a note says that a record of a kind is to come. */
    long noteCode(SpoolKind kind) {
        return code(kind) | NOTE_FLAG << Byte.SIZE;
    }

    /** Whether a frame says what can be. */
    boolean knows(ByteBuffer frames, int at) {
        int code = frames.get(at + Layout.KIND);
        if (old) {
            return code >= 0 && code < 2 * OLD_KINDS && byId[code % OLD_KINDS] != null;
        }
        return code >= 0 && byId[code] != null && (frames.get(at + Layout.FLAGS) & ~NOTE_FLAG) == 0;
    }

    /** The kind of a frame that {@link #knows} approves of. */
    SpoolKind at(ByteBuffer frames, int at) {
        int code = frames.get(at + Layout.KIND);
        Entry entry = byId[old ? code % OLD_KINDS : code];
        if (entry == null) {
            throw new IllegalStateException("no kind " + code + " in this segment");
        }
        return entry.kind();
    }

    /** Whether a frame only notes what is to be recorded. */
    boolean isNote(ByteBuffer frames, int at) {
        return old ? frames.get(at + Layout.KIND) >= OLD_KINDS : frames.get(at + Layout.FLAGS) == NOTE_FLAG;
    }

    /** Smallest sequence number that the frame behind this one can have. */
    long nextSeq(ByteBuffer frames, int at) {
        return frames.getLong(at + Layout.SEQ) + (isNote(frames, at) ? 0 : 1);
    }

    static int bytes(List<SpoolKind> kinds) {
        return kinds.stream()
                .mapToInt(kind -> FIXED + kind.word().length() + kind.topic().length())
                .sum();
    }

    /** Writes the table into a segment's first page; how many bytes it takes. */
    int write(ByteBuffer page) {
        ByteBuffer out = page.slice(Layout.KINDS, MOST_BYTES).order(Layout.ORDER);
        entries().forEach(entry -> {
            SpoolKind kind = entry.kind();
            out.put((byte) kind.id())
                    .put(kind.retention().code())
                    .put(kind.role().code());
            out.put((byte) kind.word().length()).putShort((short) kind.topic().length());
            out.putLong(entry.fingerprint());
            out.put(kind.word().getBytes(StandardCharsets.US_ASCII));
            out.put(kind.topic().getBytes(StandardCharsets.US_ASCII));
        });
        return out.position();
    }

    /**
     * Reads what {@link #write} wrote, whose checksum is right.
     *
     * @throws RuntimeException if it was written by something else
     */
    static KindTable read(ByteBuffer page, int bytes) {
        ByteBuffer in = page.slice(Layout.KINDS, bytes).order(Layout.ORDER);
        Stream.Builder<Entry> entries = Stream.builder();
        while (in.hasRemaining()) {
            int id = in.get();
            Retention retention = Retention.of(in.get());
            CallRole role = CallRole.of(in.get());
            byte[] word = new byte[in.get()];
            byte[] topic = new byte[in.getShort()];
            long fingerprint = in.getLong();
            in.get(word).get(topic);
            entries.add(new Entry(new SpoolKind(id, text(word), text(topic), retention, role), fingerprint));
        }
        return new KindTable(false, entries.build());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KindTable table && old == table.old && Arrays.equals(byId, table.byId);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(byId);
    }

    @Override
    public String toString() {
        return entries().toList().toString();
    }

    private Entry entry(SpoolKind kind) {
        Entry entry = byId[kind.id()];
        if (entry == null) {
            throw new IllegalArgumentException("kind '" + kind.word() + "' is none of the spool's: " + kinds());
        }
        return entry;
    }

    private Stream<Entry> entries() {
        return Arrays.stream(byId).filter(Objects::nonNull);
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
