package io.callstream.cli.export;

import io.callstream.cli.problem.FileReason;
import io.callstream.cli.problem.UserError;
import io.callstream.files.OwnerOnly;
import io.callstream.reader.PartitionRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one topic's files. What is there by its final name is whole, and is not written again. */
final class ExportFolder {
    private static final long MOST_OFFSETS = 50_000;

    private final Path folder;
    private final ExportFormat format;

    ExportFolder(Path folder, ExportFormat format) {
        this.folder = folder;
        this.format = format;
    }

    /** The parts that are still missing of a range of one day, none longer than a file should be. */
    List<ExportPart> missing(LocalDate day, PartitionRange range) {
        List<ExportPart> missing = new ArrayList<>();
        long from = range.begin();
        for (ExportPart there : there(day, range.partition().partition())) {
            if (there.end() > from && there.begin() < range.end()) {
                split(day, range, from, Math.max(from, there.begin()), missing);
                from = there.end();
            }
        }
        split(day, range, from, range.end(), missing);
        return missing;
    }

    private static void split(LocalDate day, PartitionRange range, long from, long to, List<ExportPart> parts) {
        for (long begin = from; begin < to; begin += MOST_OFFSETS) {
            parts.add(new ExportPart(day, range.partition().partition(), begin, Math.min(to, begin + MOST_OFFSETS)));
        }
    }

    private List<ExportPart> there(LocalDate day, int partition) {
        Path ofDay = folder.resolve("day=" + day);
        if (!Files.isDirectory(ofDay)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(ofDay)) {
            return files.flatMap(file -> ExportPart.of(day, file.getFileName().toString(), format).stream())
                    .filter(part -> part.partition() == partition)
                    .sorted(Comparator.comparingLong(ExportPart::begin))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a part is written before it is whole. */
    Path unfinished(ExportPart part) {
        Path unfinished = unfinishedOf(folder.resolve(part.path(format)));
        try {
            OwnerOnly.createFolderOf(unfinished); // events hold what people said
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw new UserError("folder " + folder + " cannot be written (" + FileReason.of(e) + ")", e);
        }
        return unfinished;
    }

    /** Gives a part that is whole its name. */
    Path finish(ExportPart part) {
        Path file = folder.resolve(part.path(format));
        try {
            return Files.move(unfinishedOf(file), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UserError("file " + file + " cannot be written (" + FileReason.of(e) + ")", e);
        }
    }

    private static Path unfinishedOf(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".tmp");
    }
}
