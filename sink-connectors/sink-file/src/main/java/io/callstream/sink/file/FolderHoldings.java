package io.callstream.sink.file;

import io.callstream.files.OwnerOnly;
import io.callstream.sink.objects.EventObject;
import io.callstream.sink.objects.Holdings;
import io.callstream.sink.objects.StoredForm;
import io.callstream.sink.objects.StoredRow;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files that the sink has written to its folder, in either format.
 *
 * @param folder of the sink
 * @param writer appends to the files of lines; empty if nobody does
 */
record FolderHoldings(Path folder, Optional<LineWriter> writer) implements Holdings {
    private static final FileNames LINES = FileNames.EVENTS;
    /** What a rewritten file is called until it is complete. */
    private static final String HALF = ".erasing";

    /** What a run that was ended left behind holds what it was to remove. */
    void removeLeftovers() throws IOException {
        exclusively(() -> {
            for (String name : names()) {
                if (name.endsWith(HALF) || name.endsWith(Rotation.HALF)) {
                    Files.deleteIfExists(folder.resolve(name));
                }
            }
            return 0L;
        });
    }

    @Override
    public void forEach(Visit visit) throws IOException {
        for (String name : names()) {
            boolean ours = name.indexOf('/') < 0 ? LINES.isOurs(name) : EventObject.isName(name);
            if (ours && StoredForm.ofName(name).isPresent()) {
                visit.object(name);
            }
        }
    }

    private List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 3)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /** The file that is appended to is put aside, so that it keeps its name from here on. */
    @Override
    public void settle(Predicate<StoredRow> rows) throws IOException {
        if (writer.isPresent() && any(LINES.current(), rows)) {
            writer.get().putAside();
        }
    }

    @Override
    public boolean any(String name, Predicate<StoredRow> wanted) throws IOException {
        Path file = current(name);
        try (InputStream object = Files.newInputStream(file)) {
            return form(file).any(object, wanted);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public long remove(String name, Predicate<StoredRow> rows) throws IOException {
        return any(name, rows) ? exclusively(() -> rewrite(name, rows)) : 0;
    }

    /** What is appended to is put aside first. */
    private long rewrite(String name, Predicate<StoredRow> rows) throws IOException {
        boolean appended = name.equals(LINES.current()) && writer.isPresent();
        Path file = appended ? writer.get().putAside().orElse(folder.resolve(name)) : current(name);
        Path half = file.resolveSibling(file.getFileName() + HALF);
        try (InputStream object = Files.newInputStream(file)) {
            StoredForm.Copied copied = copy(form(file), object, half, rows);
            if (copied.kept() == 0) {
                Files.delete(file);
            } else {
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return copied.removed();
        } catch (NoSuchFileException e) {
            return 0;
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static StoredForm.Copied copy(StoredForm form, InputStream object, Path half, Predicate<StoredRow> rows)
            throws IOException {
        try (FileChannel channel = OwnerOnly.open(
                        half,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 << 10)) {
            StoredForm.Copied copied = form.copy(object, out, rows);
            out.flush();
            channel.force(true);
            return copied;
        }
    }

    /** A file of lines may have been compressed meanwhile. */
    private Path current(String name) {
        Path file = folder.resolve(name);
        Path gzipped = Rotation.gzipped(file);
        return Files.notExists(file) && Files.exists(gzipped) ? gzipped : file;
    }

    private static StoredForm form(Path file) {
        return StoredForm.ofName(file.toString()).orElseThrow();
    }

    private long exclusively(LineWriter.Work work) throws IOException {
        return writer.isPresent() ? writer.get().exclusively(work) : work.run();
    }
}
