package io.callstream.cli.export;

import io.callstream.reader.RangePlanner;
import io.callstream.reader.TopicRange;
import io.callstream.reader.time.TimeSpan;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Splits what is asked for of a topic by days (UTC). */
final class ExportDays {
    private ExportDays() {}

    static Map<LocalDate, TopicRange> of(RangePlanner planner, String topic, TimeSpan span, Clock clock) {
        Map<LocalDate, TopicRange> days = new LinkedHashMap<>();
        Optional<Instant> oldest = planner.firstTime(topic);
        if (oldest.isEmpty()) {
            return days;
        }
        Instant end = span.to().orElse(clock.instant());
        Instant from = span.from().filter(oldest.get()::isBefore).orElse(oldest.get());
        for (LocalDate day = day(from); !day.isAfter(day(end)); day = day.plusDays(1)) {
            Instant begin = later(from, day.atStartOfDay(ZoneOffset.UTC).toInstant());
            Instant next = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            boolean last = !next.isBefore(end);
            Optional<Instant> to = last ? span.to() : Optional.of(next);
            if (to.isEmpty() || begin.isBefore(to.get())) {
                days.put(day, planner.plan(topic, new TimeSpan(Optional.of(begin), to)));
            }
        }
        return days;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
