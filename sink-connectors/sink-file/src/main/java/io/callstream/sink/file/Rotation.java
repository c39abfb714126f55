package io.callstream.sink.file;

import io.callstream.files.OwnerOnly;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Puts full or old files aside, named by the time, and compresses them if wanted. For one thread. */
final class Rotation {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** What a compressed file's name ends with until it is complete. */
    static final String HALF = ".gz.tmp";

    private final RotationRules rules;
    private final Clock clock;
    /** Files of an earlier run, or of a compression that failed, may wait. */
    private boolean compressionDue;

    Rotation(RotationRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
        this.compressionDue = rules.compress();
    }

    void rotateIfDue(Journal journal) throws IOException {
        if (journal.isOpen() && isDue(journal)) {
            putAside(journal);
        }
        if (compressionDue) {
            compressAside(journal);
            compressionDue = false;
        }
    }

    /** The file's new name. */
    Path putAside(Journal journal) throws IOException {
        Path aside = freeName(journal);
        journal.moveTo(aside);
        compressionDue = rules.compress();
        return aside;
    }

    private boolean isDue(Journal journal) {
        return journal.size() >= rules.bytes() || journal.size() > 0 && isOld(journal);
    }

    private boolean isOld(Journal journal) {
        return !rules.every().isZero()
                && !clock.instant().isBefore(journal.begun().plus(rules.every()));
    }

    /** Several files may be put aside within one millisecond, and the clock may step back. */
    private Path freeName(Journal journal) {
        String stamp = STAMP.format(clock.instant());
        for (int count = 0; ; count++) {
            Path plain = journal.directory().resolve(journal.names().aside(stamp + (count == 0 ? "" : "-" + count)));
            if (Files.notExists(plain) && Files.notExists(gzipped(plain))) {
                return plain;
            }
        }
    }

    /** What a file is called when it has been compressed. */
    static Path gzipped(Path plain) {
        return plain.resolveSibling(plain.getFileName() + ".gz");
    }

    private static void compressAside(Journal journal) throws IOException {
        List<Path> plain;
        try (Stream<Path> files = Files.list(journal.directory())) {
            plain = files.filter(journal.names()::isAside).sorted().toList();
        }
        for (Path file : plain) {
            compress(file);
        }
    }

    /** The plain file goes only when the whole compressed one is on the disk under its name. */
    private static void compress(Path plain) throws IOException {
        Path half = plain.resolveSibling(plain.getFileName() + HALF);
        try (FileChannel channel = OwnerOnly.open(
                        half,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream bytes = Channels.newOutputStream(channel)) {
            GZIPOutputStream gzip = new GZIPOutputStream(bytes, 64 << 10);
            Files.copy(plain, gzip);
            gzip.finish();
            channel.force(true);
        }
        Files.move(half, gzipped(plain), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(plain);
    }
}
