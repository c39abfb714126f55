package io.callstream.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.codec.EventEncoder;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A spool with one lane beside its model; every action happens to both. */
final class SpoolUnderTest implements AutoCloseable {
    private static final byte[] PRE_CALL =
            new EventEncoder().body(EventKind.PRE_CALL, SampleCall.number(0).preCall());

    private final Path folder;
    private final SpoolModel model = new SpoolModel();
    private final Deque<CallKey> calls = new ArrayDeque<>();
    private final Map<Long, Long> lastSeq = new HashMap<>();
    private SpoolKinds kinds = TestKinds.later();
    private Spool spool;
    private int copies;
    private int appended;

    SpoolUnderTest(Path folder) {
        this.folder = folder;
        this.spool = Spools.still(folder.resolve("0"), kinds);
    }

    /** Appends an event; kinds come in a sensible order for each call, as the gateway tells them. */
    void append(int choice, int size) {
        SpoolKind kind = kinds.all().get(choice % kinds.all().size()).kind();
        CallKey call = kind == TestKinds.PRE_CALL || calls.isEmpty() ? Spools.call(appended) : calls.peek();
        long seq = spool.lane(0).nextSeq();
        Appended kept = spool.lane(0).append(kind, call, payload(kind, size));
        spool.tick();
        appended++;
        if (kept == Appended.SHED) {
            // The model test is about what is kept; shedding has tests of its own.
            return;
        }
        if (kind == TestKinds.PRE_CALL) {
            calls.add(call);
        } else if (kind.ends()) {
            calls.remove(call);
        }
        String name = spool.epoch() + "/" + seq + " " + kind.word() + " " + call;
        model.append(new SpoolModel.Kept(spool.epoch(), seq, kind, call, name));
    }

    /** Some records of every log reach Kafka. */
    void ship(int count) {
        forReaders(reader -> settleAll(take(reader, count)));
        afterShipping();
    }

    /** Some are sent, not all of them are acknowledged, and the producers start anew. */
    void shipHalfAndRewind(int count) {
        forReaders(reader -> {
            List<SpoolRecord> taken = take(reader, count);
            settleAll(taken.subList(0, taken.size() / 2));
            reader.settle();
            reader.rewind();
        });
        afterShipping();
    }

    /** The process dies and is started again on what it left. */
    void crash() throws IOException {
        crash(null);
    }

    /** The same, and one record's bytes rot. */
    void crashDamaged(int seed) throws IOException {
        List<SpoolModel.Kept> candidates = model.damageable();
        crash(candidates.isEmpty() ? null : new Damage(candidates.get(seed % candidates.size()), seed));
    }

    /** An orderly end and another start. */
    void restart() {
        Path directory = spool.directory();
        spool.close();
        reopen(directory);
    }

    Set<String> drainAll() {
        Set<String> names = new TreeSet<>();
        forReaders(reader -> {
            for (SpoolRecord record : take(reader, Integer.MAX_VALUE)) {
                assertThat(names.add(name(record))).isTrue();
                assertThat(inOrder(record)).isTrue();
                record.settle();
            }
        });
        return names;
    }

    Set<String> expected() {
        return model.names();
    }

    @Override
    public void close() {
        spool.close();
    }

    private void crash(@Nullable Damage damage) throws IOException {
        Path left = Crash.copy(spool.directory(), folder.resolve("" + ++copies));
        spool.close();
        Crash.delete(spool.directory());
        if (damage != null) {
            damage.strike(left);
            model.damage(damage.record());
        }
        reopen(left);
    }

    /** Every other start is one of a build that knows fewer kinds. */
    private void reopen(Path directory) {
        kinds = kinds.equals(TestKinds.all()) ? TestKinds.later() : TestKinds.all();
        spool = Spools.still(directory, kinds);
        model.reopen(spool.epoch());
        calls.clear();
    }

    private void afterShipping() {
        forReaders(LogReader::settle);
        spool.retire();
        spool.tick();
    }

    private void forReaders(Consumer<LogReader> action) {
        for (LaneLog log : spool.logs()) {
            for (LogStream stream : LogStream.values()) {
                action.accept(log.reader(stream));
            }
        }
    }

    private static List<SpoolRecord> take(LogReader reader, int count) {
        List<SpoolRecord> records = new ArrayList<>();
        for (SpoolRecord record = reader.peek(); record != null && records.size() < count; record = reader.peek()) {
            reader.take();
            records.add(record);
        }
        return records;
    }

    private void settleAll(List<SpoolRecord> records) {
        Set<String> names = new HashSet<>();
        records.forEach(record -> {
            names.add(name(record));
            record.settle();
        });
        model.settle(names);
    }

    /** Numbers only grow within one stream of one log. */
    private boolean inOrder(SpoolRecord record) {
        long stream = record.epoch() * 4
                + (record.lane() + 1) * 2
                + LogStream.of(record.kind()).ordinal();
        Long before = lastSeq.put(stream, record.seq());
        return before == null || before < record.seq();
    }

    private static String name(SpoolRecord record) {
        return record.lane() == OrphanedCallLog.LANE
                ? SpoolModel.lostName(record.call())
                : record.epoch() + "/" + record.seq() + " " + record.kind().word() + " " + record.call();
    }

    private static ByteBuffer payload(SpoolKind kind, int size) {
        return ByteBuffer.wrap(kind == TestKinds.PRE_CALL ? PRE_CALL : new byte[size]);
    }

    /** One byte of one record is not what it was. */
    private record Damage(SpoolModel.Kept record, int seed) {
        void strike(Path directory) throws IOException {
            Frames.Place place = Frames.find(directory, record.epoch(), record.seq());
            int at = place.offset() + seed % place.length();
            try (RandomAccessFile file = new RandomAccessFile(place.file().toFile(), "rw")) {
                file.seek(at);
                int before = file.read();
                file.seek(at);
                file.write(before ^ 1 << seed % 8);
            }
        }
    }
}
