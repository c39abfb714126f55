package io.callstream.replay.plan;

import io.callstream.reader.PartitionRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * A file with a line for each partition: {@code topic,partition,first}, as {@code kafka-consumer-groups --export} writes it, or
 * {@code topic,partition,first,end}. Without an end, to the end that the partition has when the replay is planned. Empty lines and
 * those that begin with {@code #} say nothing.
 */
public final class OffsetsFile {
    private static final String EXPECTED = " (expected topic,partition,first or topic,partition,first,end)";

    private OffsetsFile() {}

    /** @throws ReplayRefusedException naming the file and the line that cannot be read */
    public static Source.Offsets read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ReplayRefusedException("--from-offsets " + file + " cannot be read: " + e.getMessage());
        }
        List<PartitionRange> ranges = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                ranges.add(range(line, file + " line " + (i + 1)));
            }
        }
        if (ranges.isEmpty()) {
            throw new ReplayRefusedException("--from-offsets " + file + " names no partition" + EXPECTED);
        }
        return new Source.Offsets(ranges);
    }

    private static PartitionRange range(String line, String where) {
        String[] parts = line.replace("\"", "").split(",", -1);
        if (parts.length != 3 && parts.length != 4) {
            throw new ReplayRefusedException("--from-offsets " + where + ": " + line + EXPECTED);
        }
        try {
            TopicPartition partition = new TopicPartition(parts[0].strip(), Integer.parseInt(parts[1].strip()));
            long end = parts.length == 4 ? Long.parseLong(parts[3].strip()) : Long.MAX_VALUE;
            return new PartitionRange(partition, Long.parseLong(parts[2].strip()), end);
        } catch (NumberFormatException e) {
            throw new ReplayRefusedException("--from-offsets " + where + ": " + line + EXPECTED);
        }
    }
}
