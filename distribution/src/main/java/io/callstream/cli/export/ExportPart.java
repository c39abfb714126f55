package io.callstream.cli.export;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of an export: one range of one partition, of one day.
 *
 * @param day the day (UTC) at which Kafka got the records
 * @param partition the partition
 * @param begin the first offset
 * @param end the first offset that is no longer part of it
 */
record ExportPart(LocalDate day, int partition, long begin, long end) {
    private static final Pattern NAME = Pattern.compile("part-(\\d+)-(\\d+)-(\\d+)\\.(\\w+)");

    /** Below the topic's folder. */
    Path path(ExportFormat format) {
        return Path.of(
                "day=" + day,
                String.format(Locale.ROOT, "part-%03d-%012d-%012d.%s", partition, begin, end, format.extension()));
    }

    /** The part that a file of that name has; empty for other files. */
    static Optional<ExportPart> of(LocalDate day, String fileName, ExportFormat format) {
        Matcher name = NAME.matcher(fileName);
        return name.matches() && name.group(4).equals(format.extension())
                ? Optional.of(new ExportPart(
                        day,
                        Integer.parseInt(name.group(1)),
                        Long.parseLong(name.group(2)),
                        Long.parseLong(name.group(3))))
                : Optional.empty();
    }
}
