package io.callstream.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Small spools and what tests do with them. */
final class Spools {
    static final int SEGMENT = 16 * 1024;

    private Spools() {}

    static SpoolOptions options(Path directory, int lanes, int segments) {
        return new SpoolOptions(
                directory,
                lanes,
                (long) segments * SEGMENT,
                SEGMENT,
                Durability.SPOOLED,
                OnFull.SHED,
                "gateway-under-test");
    }

    /** A spool without threads: nothing happens but what the test does. */
    static Spool still(Path directory) {
        return Spool.open(
                options(directory, 1, 64),
                TestKinds.all(),
                new TextOrphans(),
                Clock.systemUTC(),
                BlockAllocator.zeros());
    }

    /** The same, of a build with other kinds. */
    static Spool still(Path directory, SpoolKinds kinds) {
        return Spool.open(
                options(directory, 1, 64), kinds, new TextOrphans(), Clock.systemUTC(), BlockAllocator.zeros());
    }

    static CallKey call(long number) {
        return new CallKey(0x0190_0000_0000_7000L | number << 16, 0x8000_0000_0000_0000L | number);
    }

    static CallKey random() {
        return CallKey.of(UUID.randomUUID());
    }

    static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static Appended append(Lane lane, SpoolKind kind, CallKey call, String text) {
        return lane.append(kind, call, text(text));
    }

    /** Takes and settles everything there is, and gives it back as text. */
    static List<String> drain(Spool spool) {
        List<String> texts = new ArrayList<>();
        for (LaneLog log : spool.logs()) {
            for (LogStream stream : LogStream.values()) {
                take(log.reader(stream)).forEach(record -> {
                    texts.add(describe(record));
                    record.settle();
                });
            }
        }
        settle(spool);
        return texts;
    }

    static List<SpoolRecord> take(LogReader reader) {
        List<SpoolRecord> records = new ArrayList<>();
        for (SpoolRecord record = reader.peek(); record != null; record = reader.peek()) {
            reader.take();
            records.add(record);
        }
        return records;
    }

    static void settle(Spool spool) {
        for (LaneLog log : spool.logs()) {
            log.reader(LogStream.LIFECYCLE).settle();
            log.reader(LogStream.CHUNKS).settle();
        }
        spool.retire();
    }

    static String describe(SpoolRecord record) {
        return record.seq() + " " + record.kind().word() + " " + StandardCharsets.UTF_8.decode(record.payload());
    }
}
