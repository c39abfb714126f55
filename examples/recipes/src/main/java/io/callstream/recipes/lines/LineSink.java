package io.callstream.recipes.lines;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Appends a line for each event, if the event has one. An event that comes again after a crash gives the same line again: what
 * reads the file tells them apart by the event's id.
 */
public final class LineSink implements Sink {
    private final Path file;
    private final Function<CallEvent, Optional<String>> line;
    private volatile boolean closed;

    /** @param line without a line break; empty for events that are left out */
    public LineSink(Path file, Function<CallEvent, Optional<String>> line) {
        this.file = file;
        this.line = line;
    }

    /** A full disk is an {@link IOException}, which the runtime takes for an outage: it waits and tries again. */
    @Override
    public Delivery deliver(List<CallEvent> batch) throws IOException {
        if (closed) {
            return Delivery.retry("closed");
        }
        StringBuilder lines = new StringBuilder();
        batch.forEach(event -> line.apply(event)
                .ifPresent(text -> lines.append(OneLine.of(text)).append('\n')));
        append(lines.toString().getBytes(StandardCharsets.UTF_8));
        return Delivery.delivered();
    }

    /** Delivered means that a crash of the machine cannot take it back. */
    private void append(byte[] bytes) throws IOException {
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(false);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
