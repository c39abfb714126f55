package io.callstream.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads what former runs left: the logs that still have to be shipped, and the calls that were open. Former epochs
 * are read in order, the lane that an earlier recovery wrote before the others of its epoch.
 */
final class Recovery {
    private final SegmentStore store;
    private final KindTable current;
    private final Path carryFolder;
    /** The open calls of epochs up to this one have been recorded already. */
    private final long closedThrough;

    private final Losses losses;
    private final FrameScanner scanner = new FrameScanner();
    private final List<LaneLog> logs = new ArrayList<>();
    private final Set<SpoolKind> kinds = new LinkedHashSet<>();
    private final Map<CallKey, PreCallBytes> open = new LinkedHashMap<>();

    Recovery(SpoolDisk disk, Path carryFolder, Losses losses) {
        this.store = disk.store();
        this.current = disk.kinds();
        this.carryFolder = carryFolder;
        this.closedThrough = disk.identity().closedThrough();
        this.losses = losses;
    }

    void run() throws IOException {
        Map<LogId, List<Segment>> found = sort(store.reopen());
        Map<LogId, Path> carried = carryFiles();
        carried.keySet().forEach(id -> found.computeIfAbsent(id, missing -> new ArrayList<>()));
        for (Map.Entry<LogId, List<Segment>> entry : found.entrySet()) {
            Path carry = carried.get(entry.getKey());
            if (carry != null && entry.getKey().epoch() > closedThrough) {
                open.putAll(OpenCallFile.read(carry));
            }
            if (!entry.getValue().isEmpty()) {
                logs.add(rebuild(entry.getKey(), entry.getValue()));
            }
        }
    }

    /** The logs of former epochs, oldest first. */
    List<LaneLog> logs() {
        return logs;
    }

    /** The kinds that segments of former epochs hold. */
    Set<SpoolKind> kinds() {
        return kinds;
    }

    /** Pre-calls without a terminal event, in the order they were recorded. */
    Map<CallKey, PreCallBytes> open() {
        return open;
    }

    /** Removes what was only needed to find the open calls. */
    void forgetCarried() throws IOException {
        for (Path file : carryFiles().values()) {
            Files.delete(file);
        }
    }

    private Map<LogId, List<Segment>> sort(List<SegmentFile> files) throws IOException {
        Map<LogId, List<Segment>> found = new TreeMap<>();
        for (SegmentFile file : files) {
            SegmentHeader header = SegmentHeader.read(file.bytes(), current);
            if (header != null) {
                kinds.addAll(header.kinds().kinds());
                found.computeIfAbsent(new LogId(header.epoch(), header.lane()), id -> new ArrayList<>())
                        .add(new Segment(file, header, Layout.FRAMES));
            } else if (SegmentHeader.state(file.bytes()) == SegmentHeader.State.FREE) {
                store.discard(file);
            } else {
                store.quarantine(file);
                losses.add(new Loss(0, OrphanedCallLog.LANE, null, LossReason.CORRUPT, 0, 0, 0));
            }
        }
        found.values().forEach(segments -> segments.sort(Comparator.comparingLong(Segment::index)));
        return found;
    }

    private Map<LogId, Path> carryFiles() throws IOException {
        Map<LogId, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(carryFolder, "*.carry")) {
            for (Path entry : entries) {
                files.put(LogId.parse(entry.getFileName().toString()), entry);
            }
        }
        return files;
    }

    private LaneLog rebuild(LogId id, List<Segment> segments) {
        LaneLog log = new LaneLog(id.epoch(), id.lane(), store, null, losses);
        ScanState trail = new ScanState(0, true);
        long index = 0;
        for (Segment segment : segments) {
            boolean unbroken = trail.unbroken() && segment.index() == index || log.head() == null;
            trail = scan(log, segment, new ScanState(trail.nextSeq(), unbroken));
            index = segment.index() + 1;
            log.roll(segment);
        }
        log.finish();
        return log;
    }

    /** Finds the end of a segment and everything whole before it. */
    private ScanState scan(LaneLog log, Segment segment, ScanState before) {
        ByteBuffer bytes = segment.file().bytes();
        ScanState trail = before;
        int end = Layout.FRAMES;
        int at = scanner.find(segment, end, bytes.capacity(), trail.nextSeq());
        while (at != FrameScanner.NONE) {
            long seq = bytes.getLong(at + Layout.SEQ);
            if (seq > trail.nextSeq() && (at != end || !trail.unbroken())) {
                losses.add(Loss.corrupt(log, trail.nextSeq(), seq - 1));
            }
            end = FrameScanner.end(bytes, at);
            trail = new ScanState(segment.kinds().nextSeq(bytes, at), true);
            note(log, segment, at, end);
            at = scanner.find(segment, end, bytes.capacity(), trail.nextSeq());
        }
        segment.publish(end);
        boolean full = end + Integer.BYTES > bytes.capacity() || bytes.getInt(end) == Layout.END;
        return new ScanState(trail.nextSeq(), full);
    }

    private void note(LaneLog log, Segment segment, int at, int end) {
        SpoolRecord record = new SpoolRecord(log, segment, at);
        SpoolKind kind = record.kind();
        if (record.note()) {
            var noted = new PreCallBytes.NotedEnd(record.fingerprint(), record.payload());
            open.computeIfPresent(record.call(), (call, preCall) -> preCall.endedAs(noted));
            return;
        }
        if (at >= segment.file().acked(LogStream.of(kind))) {
            log.appended(end - at);
        }
        if (kind.opens() && log.epoch() > closedThrough) {
            open.put(record.call(), new PreCallBytes(record.fingerprint(), record.payload()));
        } else if (kind.ends()) {
            open.remove(record.call());
        }
    }

    /**
     * How far a log has been followed.
     *
     * @param nextSeq the sequence number that follows
     * @param unbroken no damage lies between the last record found and here: a gap was shed, and is recorded elsewhere
     */
    private record ScanState(long nextSeq, boolean unbroken) {}

    /** A lane in an epoch. */
    private record LogId(long epoch, int lane) implements Comparable<LogId> {
        static LogId parse(String name) throws IOException {
            int dash = name.indexOf('-');
            int dot = name.indexOf('.');
            try {
                return new LogId(
                        Long.parseLong(name.substring(0, dash)), Integer.parseInt(name.substring(dash + 1, dot)));
            } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
                throw new IOException("folder 'carried' has a file that is not the spool's: " + name, e);
            }
        }

        @Override
        public int compareTo(LogId other) {
            int byEpoch = Long.compare(epoch, other.epoch);
            return byEpoch != 0 ? byEpoch : Integer.compare(lane, other.lane);
        }
    }
}
