package io.callstream.sink.runtime.crash;

import io.callstream.sink.runtime.deliver.CrashRecord;
import io.callstream.sink.runtime.deliver.PendingEvent;
import io.callstream.sink.runtime.deliver.SourceRecord;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of crashes in a folder: a file for each delivery under way, which is left behind when the process dies, and
 * the deaths counted so far. Writing costs two small writes to the page cache for each request to a sink.
 */
public final class CrashJournal implements CrashRecord {
    private static final Logger log = LoggerFactory.getLogger(CrashJournal.class);
    private static final String PREFIX = "attempt-";
    private static final int MANY = 2;

    private final FolderClaim claim;
    private final DeathCounts deaths;
    private final Deque<AttemptFile> idle = new ArrayDeque<>();
    private int files;

    private CrashJournal(FolderClaim claim, DeathCounts deaths) {
        this.claim = claim;
        this.deaths = deaths;
    }

    /**
     * Opens the journal, and counts a death for what was under way when it was used last.
     *
     * @param folder made if need be; several processes may use it, each with a part of its own
     * @throws IOException if the folder cannot be used
     */
    public static CrashJournal open(Path folder) throws IOException {
        FolderClaim claim = FolderClaim.first(folder);
        DeathCounts deaths = DeathCounts.read(claim.folder().resolve("deaths"));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(claim.folder(), PREFIX + "*")) {
            for (Path each : left) {
                try (AttemptFile attempt = AttemptFile.open(each)) {
                    count(attempt.left(), deaths);
                }
                Files.delete(each);
            }
        }
        deaths.compact();
        return new CrashJournal(claim, deaths);
    }

    /** The journal in the folder; none, with a warning, if the folder cannot be used. */
    public static CrashRecord ifPossible(Path folder) {
        try {
            return open(folder);
        } catch (IOException e) {
            log.warn("events that bring the sink down will not be found: folder={} error={}", folder, e.toString());
            return NONE;
        }
    }

    private static void count(List<Span> underWay, DeathCounts deaths) throws IOException {
        if (!underWay.isEmpty()) {
            deaths.died(underWay);
            log.warn(
                    "the sink died while it delivered, and sends these events in small groups now: places={}",
                    underWay);
        }
    }

    @Override
    public int deaths(SourceRecord.RecordPosition place) {
        return deaths.of(place);
    }

    @Override
    public boolean indiscriminate() {
        return deaths.poisonedInARow() >= MANY;
    }

    @Override
    public boolean quiet() {
        return deaths.isEmpty();
    }

    @Override
    public Attempt begin(List<PendingEvent> batch) {
        List<Span> spans = Span.of(batch);
        AttemptFile file = take();
        if (file == null) {
            return died -> {};
        }
        try {
            file.begin(spans);
        } catch (IOException e) {
            log.warn("delivery not noted down: error={}", e.toString());
        }
        return died -> end(file, died ? spans : List.of());
    }

    private void end(AttemptFile file, List<Span> died) {
        try {
            if (!died.isEmpty()) {
                deaths.died(died);
            }
            file.end();
        } catch (IOException e) {
            log.warn("end of a delivery not noted down: error={}", e.toString());
        }
        synchronized (idle) {
            idle.push(file);
        }
    }

    @Override
    public void over(SourceRecord.RecordPosition place) {
        try {
            deaths.over(place);
        } catch (IOException e) {
            log.warn("survival not noted down: place={} error={}", place, e.toString());
        }
    }

    private @Nullable AttemptFile take() {
        synchronized (idle) {
            AttemptFile free = idle.poll();
            if (free != null) {
                return free;
            }
            try {
                AttemptFile made = AttemptFile.open(claim.folder().resolve(PREFIX + files));
                files++;
                return made;
            } catch (IOException e) {
                log.warn("delivery not noted down: error={}", e.toString());
                return null;
            }
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            for (AttemptFile each = idle.poll(); each != null; each = idle.poll()) {
                close(each);
            }
        }
        close(claim);
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            log.warn("not closed: error={}", e.toString());
        }
    }
}
