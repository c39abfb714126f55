package io.callstream.gateway.event;

import io.callstream.json.Slice;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A body that is written to a file part by part, on the writing thread of its store. */
final class FileParts implements BodyParts {
    private final FolderBodyStore store;
    private final LocalDate day;
    private final Path file;
    private final MessageDigest digest;
    private boolean begun;
    private boolean givenUp;

    FileParts(FolderBodyStore store, LocalDate day, Path file, MessageDigest digest) {
        this.store = store;
        this.day = day;
        this.file = file;
        this.digest = digest;
    }

    @Override
    public void add(Slice part) {
        if (givenUp || !store.reserve(part.length())) {
            givenUp = true;
            return;
        }
        byte[] copy = part.toBytes();
        digest.update(copy);
        boolean first = !begun;
        begun = true;
        try {
            store.writer().execute(() -> store.append(day, file, copy, first));
        } catch (RejectedExecutionException e) {
            store.release(copy.length);
            givenUp = true; // shutting down
        }
    }

    @Override
    public @Nullable BodyReference end() {
        boolean whole = begun && !givenUp;
        try {
            store.writer().execute(() -> store.finish(file, whole));
        } catch (RejectedExecutionException e) {
            return null;
        }
        return whole ? new BodyReference(file.toUri().toString(), HexFormat.of().formatHex(digest.digest())) : null;
    }
}
