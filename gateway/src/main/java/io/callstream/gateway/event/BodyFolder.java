package io.callstream.gateway.event;

import io.callstream.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The folder of bodies, a folder for each day in it: how much is there, and what goes first. Names of files begin with call
 * ids, which are in the order of time. For one thread at a time.
 */
public final class BodyFolder {
    /** Room is made for more than the next body, so that it need not be made for each. */
    private static final double FILLED_AFTERWARDS = 0.95;

    private final Path folder;
    private final long maxBytes;
    private final Duration retention;
    private final Clock clock;
    private final TreeMap<LocalDate, Long> days = new TreeMap<>();
    private boolean known;
    private long total;

    /** @param retention age at which days go */
    public BodyFolder(Path folder, long maxBytes, Duration retention, Clock clock) {
        this.folder = folder.toAbsolutePath();
        this.maxBytes = maxBytes;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    Path file(LocalDate day, String name) {
        return folder.resolve(day.toString()).resolve(name);
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    long total() {
        return total;
    }

    /**
     * Deletes what is too old, and the oldest until there is room.
     *
     * @return how many files
     */
    public int makeRoom(long bytes) throws IOException {
        know();
        LocalDate oldest = LocalDate.ofInstant(clock.instant().minus(retention), ZoneOffset.UTC);
        int deleted = 0;
        while (!days.isEmpty() && days.firstKey().isBefore(oldest)) {
            deleted += shrink(days.firstKey(), Long.MAX_VALUE);
        }
        if (total + bytes > maxBytes) {
            long left = (long) (maxBytes * FILLED_AFTERWARDS) - bytes;
            while (!days.isEmpty() && total > Math.max(0, left)) {
                deleted += shrink(days.firstKey(), total - Math.max(0, left));
            }
        }
        return deleted;
    }

    /**
     * Deletes the bodies of these calls, of all days. May be called by another process than the one that keeps bodies.
     *
     * @return how many files
     */
    public int remove(Set<String> callIds) throws IOException {
        if (callIds.isEmpty() || !Files.isDirectory(folder)) {
            return 0;
        }
        int deleted = 0;
        try (DirectoryStream<Path> days = Files.newDirectoryStream(folder, BodyFolder::isDay)) {
            for (Path day : days) {
                deleted += remove(day, callIds);
            }
        }
        return deleted;
    }

    private static int remove(Path day, Set<String> callIds) throws IOException {
        int deleted = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(day)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                int end = name.indexOf('.');
                if (end > 0 && callIds.contains(name.substring(0, end)) && Files.deleteIfExists(file)) {
                    deleted++;
                }
            }
        }
        return deleted;
    }

    /** Makes the folder of a day, for its owner only. */
    void open(LocalDate day) throws IOException {
        OwnerOnly.createFolder(folder);
        OwnerOnly.createFolder(folder.resolve(day.toString()));
    }

    void added(LocalDate day, long bytes) {
        days.merge(day, bytes, Long::sum);
        total += bytes;
    }

    private void know() throws IOException {
        if (known) {
            return;
        }
        days.clear();
        total = 0;
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, BodyFolder::isDay)) {
                for (Path day : entries) {
                    added(LocalDate.parse(day.getFileName().toString()), size(day));
                }
            }
        }
        known = true;
    }

    /** Others' folders may stand beside ours, and are nobody's to count or to delete. */
    private static boolean isDay(Path entry) {
        try {
            LocalDate.parse(entry.getFileName().toString());
            return Files.isDirectory(entry);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static long size(Path day) throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(day)) {
            for (Path file : files) {
                bytes += sizeOf(file);
            }
        }
        return bytes;
    }

    /** 0 for one that another process has removed. */
    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Deletes the oldest files of a day, of at least so many bytes; the day too when none is left. */
    private int shrink(LocalDate day, long bytes) throws IOException {
        List<Path> files = new ArrayList<>();
        Path place = folder.resolve(day.toString());
        if (Files.isDirectory(place)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
                entries.forEach(files::add);
            }
        }
        Collections.sort(files);
        long freed = 0;
        int gone = 0;
        int deleted = 0;
        for (Path file : files) {
            if (freed >= bytes) {
                break;
            }
            freed += sizeOf(file);
            gone++;
            deleted += Files.deleteIfExists(file) ? 1 : 0;
        }
        boolean empty = gone == files.size();
        if (empty) {
            Files.deleteIfExists(place);
        }
        forget(day, empty ? days.getOrDefault(day, 0L) : freed, empty);
        return deleted;
    }

    private void forget(LocalDate day, long bytes, boolean whole) {
        total -= bytes;
        if (whole) {
            days.remove(day);
        } else {
            days.merge(day, -bytes, Long::sum);
        }
    }
}
