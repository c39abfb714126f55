package io.callstream.stack.registry.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.files.OwnerOnly;
import io.callstream.stack.StackException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An append-only file of changes, one line of JSON each. A change is on disk (forced) before {@link #append} returns. A
 * process killed while it appends leaves at most one incomplete last line, which nobody was told about: it is cut off
 * when the journal is opened again.
 *
 * <p>Not thread-safe; the caller serializes appends.
 */
public final class ChangeJournal implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;

    private ChangeJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the journal, creating it if missing, and hands every change in it to {@code replay}, oldest first.
     *
     * @throws StackException if the file cannot be read or written, or a line before the last is not a change
     */
    public static ChangeJournal open(Path file, Consumer<Change> replay) {
        try {
            long end = replay(file, replay);
            FileChannel channel = OwnerOnly.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.truncate(end);
            channel.position(end);
            return new ChangeJournal(file, channel);
        } catch (IOException e) {
            throw new StackException("schema registry journal " + file + " cannot be opened: " + e, e);
        }
    }

    private static long replay(Path file, Consumer<Change> replay) throws IOException {
        if (Files.notExists(file)) {
            return 0;
        }
        byte[] content = Files.readAllBytes(file);
        List<Line> lines = lines(content);
        long end = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            try {
                replay.accept(JSON.readValue(content, line.start(), line.length(), Change.class));
            } catch (IOException e) {
                if (i == lines.size() - 1) {
                    // Blocks of an unforced append may reach the disk out of order; it was never acknowledged.
                    return end;
                }
                throw new StackException(
                        "schema registry journal " + file + " is damaged at line " + (i + 1)
                                + " (expected: one change as JSON; restore the file from a backup)",
                        e);
            }
            end = line.start() + line.length() + 1L;
        }
        return end;
    }

    /** A complete line, without its line feed. */
    private record Line(int start, int length) {}

    private static List<Line> lines(byte[] content) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                lines.add(new Line(start, i - start));
                start = i + 1;
            }
        }
        return lines;
    }

    /**
     * Writes one change and forces it to disk.
     *
     * @throws IOException if it is not on disk; the journal is then as before
     */
    public void append(Change change) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((encode(change) + "\n").getBytes(StandardCharsets.UTF_8));
        long before = channel.position();
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        } catch (IOException e) {
            takeBack(before, e);
            throw e;
        }
    }

    private static String encode(Change change) throws JsonProcessingException {
        return JSON.writerFor(Change.class).writeValueAsString(change);
    }

    private void takeBack(long end, IOException failure) {
        try {
            channel.truncate(end);
            channel.position(end);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Closes the file. Closing twice is harmless. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackException("schema registry journal " + file + " could not be closed: " + e.getMessage(), e);
        }
    }
}
