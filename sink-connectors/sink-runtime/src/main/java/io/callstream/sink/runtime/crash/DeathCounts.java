package io.callstream.sink.runtime.crash;

import io.callstream.files.WholeFile;
import io.callstream.sink.runtime.deliver.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often the process died over each event, as a file of lines {@code topic partition offset deaths}, of which the last
 * for a place counts and 0 means that it is over. Safe for use by several threads.
 */
final class DeathCounts {
    private static final int FIELDS = 4;

    /** No topic is called this: how many events in a row have died alone. */
    private static final SourceRecord.RecordPosition IN_A_ROW = new SourceRecord.RecordPosition("*", 0, 0);

    private static final int ALONE = 3;

    private final Path file;
    private final Map<SourceRecord.RecordPosition, Integer> deaths = new HashMap<>();

    private DeathCounts(Path file) {
        this.file = file;
    }

    static DeathCounts read(Path file) throws IOException {
        DeathCounts counts = new DeathCounts(file);
        if (Files.exists(file)) {
            Files.readAllLines(file, StandardCharsets.UTF_8).forEach(counts::take);
        }
        return counts;
    }

    private void take(String line) {
        String[] fields = line.split(" ", -1);
        try {
            if (fields.length == FIELDS) {
                SourceRecord.RecordPosition place = new SourceRecord.RecordPosition(
                        fields[0], Integer.parseInt(fields[1]), Long.parseLong(fields[2]));
                set(place, Integer.parseInt(fields[3]));
            }
        } catch (NumberFormatException e) {
            // A line cut short by a full disk: one death is forgotten.
        }
    }

    private void set(SourceRecord.RecordPosition place, int count) {
        if (count == 0) {
            deaths.remove(place);
        } else {
            deaths.put(place, count);
        }
    }

    synchronized boolean isEmpty() {
        return deaths.isEmpty() || deaths.size() == 1 && deaths.containsKey(IN_A_ROW);
    }

    synchronized int of(SourceRecord.RecordPosition place) {
        return deaths.getOrDefault(place, 0);
    }

    /** How many events have died alone since one of those that were suspected survived. */
    synchronized int poisonedInARow() {
        return of(IN_A_ROW);
    }

    synchronized void died(List<Span> underWay) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean poisoned = false;
        for (SourceRecord.RecordPosition place :
                underWay.stream().flatMap(Span::places).toList()) {
            poisoned |= deaths.merge(place, 1, Integer::sum) == ALONE;
            lines.add(line(place));
        }
        if (poisoned) {
            deaths.merge(IN_A_ROW, 1, Integer::sum);
            lines.add(line(IN_A_ROW));
        }
        append(lines);
    }

    synchronized void over(SourceRecord.RecordPosition place) throws IOException {
        Integer died = deaths.remove(place);
        if (died == null) {
            return;
        }
        if (died < ALONE && deaths.remove(IN_A_ROW) != null) {
            append(List.of(line(place), line(IN_A_ROW)));
        } else {
            append(List.of(line(place)));
        }
    }

    /** Writes the file anew, without what is over. */
    synchronized void compact() throws IOException {
        WholeFile.replace(
                file, deaths.keySet().stream().map(place -> line(place) + '\n').collect(Collectors.joining()));
    }

    private void append(List<String> lines) throws IOException {
        Files.write(file, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private String line(SourceRecord.RecordPosition place) {
        return place.topic() + " " + place.partition() + " " + place.offset() + " " + deaths.getOrDefault(place, 0);
    }
}
