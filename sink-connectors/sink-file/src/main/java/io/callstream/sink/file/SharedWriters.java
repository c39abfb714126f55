package io.callstream.sink.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of lines that this process appends to. The sink of calls and the sink of erasures of one folder share them, so that a file is never rewritten while
 * it is appended to, put aside, or compressed. Safe for use by several threads.
 */
final class SharedWriters {
    private final Map<Path, Shared> open = new HashMap<>();

    private static final class Shared {
        private final LineWriter writer;
        private int users;
        private boolean appended;

        Shared(LineWriter writer) {
            this.writer = writer;
        }
    }

    /** Opens the files when they are first asked for. */
    @FunctionalInterface
    interface Opening {
        LineWriter open() throws IOException;
    }

    /** The part that one sink has in them. */
    final class Lease implements AutoCloseable {
        private final Path folder;
        private final boolean appends;
        private volatile Optional<LineWriter> writer;

        private Lease(Path folder, boolean appends, LineWriter writer) {
            this.folder = folder;
            this.appends = appends;
            this.writer = Optional.of(writer);
        }

        /** Empty once closed. */
        Optional<LineWriter> writer() {
            return writer;
        }

        @Override
        public void close() {
            synchronized (SharedWriters.this) {
                if (writer.isPresent()) {
                    writer = Optional.empty();
                    release(folder, appends);
                }
            }
        }
    }

    /**
     * @param appends whether the sink is the one that appends; there is one at a time
     * @throws IOException if another sink or process appends there
     */
    synchronized Lease lease(Path folder, boolean appends, Opening opening) throws IOException {
        Path key = folder.toAbsolutePath().normalize();
        Shared known = open.get(key);
        if (known != null && known.appended && appends) {
            throw new IOException("another file sink of this process writes there");
        }
        Shared shared = known == null ? new Shared(opening.open()) : known;
        open.put(key, shared);
        shared.users++;
        shared.appended |= appends;
        return new Lease(key, appends, shared.writer);
    }

    private void release(Path folder, boolean appends) {
        Shared shared = open.get(folder);
        if (shared == null) {
            return;
        }
        shared.appended &= !appends;
        if (--shared.users == 0) {
            open.remove(folder);
            shared.writer.close();
        }
    }
}
