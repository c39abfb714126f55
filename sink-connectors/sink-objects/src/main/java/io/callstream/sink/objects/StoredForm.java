package io.callstream.sink.objects;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** The forms in which this build and earlier ones stored events, told by the object's name. For any thread. */
public enum StoredForm {
    LINES(".jsonl", "application/x-ndjson") {
        @Override
        public boolean any(InputStream object, Predicate<StoredRow> wanted) throws IOException {
            return StoredLines.any(object, wanted);
        }

        @Override
        public Copied copy(InputStream object, OutputStream to, Predicate<StoredRow> leftOut) throws IOException {
            return StoredLines.copy(object, to, leftOut);
        }
    },
    GZIPPED_LINES(".jsonl.gz", "application/gzip") {
        @Override
        public boolean any(InputStream object, Predicate<StoredRow> wanted) throws IOException {
            try {
                return StoredLines.any(new GZIPInputStream(object, BUFFER), wanted);
            } catch (ZipException | EOFException e) {
                throw new UnreadableObjectException(e);
            }
        }

        @Override
        public Copied copy(InputStream object, OutputStream to, Predicate<StoredRow> leftOut) throws IOException {
            GZIPOutputStream gzip = new GZIPOutputStream(to, BUFFER);
            try {
                Copied copied = StoredLines.copy(new GZIPInputStream(object, BUFFER), gzip, leftOut);
                gzip.finish();
                return copied;
            } catch (ZipException | EOFException e) {
                throw new UnreadableObjectException(e);
            }
        }
    },
    COLUMNS(".parquet", "application/vnd.apache.parquet") {
        @Override
        public boolean any(InputStream object, Predicate<StoredRow> wanted) throws IOException {
            return StoredColumns.any(object, wanted);
        }

        @Override
        public Copied copy(InputStream object, OutputStream to, Predicate<StoredRow> leftOut) throws IOException {
            return StoredColumns.copy(object, to, leftOut);
        }
    };

    private static final int BUFFER = 64 << 10;

    private final String suffix;
    private final String contentType;

    StoredForm(String suffix, String contentType) {
        this.suffix = suffix;
        this.contentType = contentType;
    }

    /** What object names end with. */
    public String suffix() {
        return suffix;
    }

    public String contentType() {
        return contentType;
    }

    /**
     * What a copy has and has not.
     *
     * @param removed rows that were left out
     * @param kept rows that are in it, and lines that are no event of ours
     */
    public record Copied(long removed, long kept) {}

    /** Empty for a name that no object of ours has. */
    public static Optional<StoredForm> ofName(String name) {
        for (StoredForm form : values()) {
            if (name.endsWith(form.suffix)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    /** Whether there is such a row; reads no further than to the first. The stream is the caller's to close. */
    public abstract boolean any(InputStream object, Predicate<StoredRow> wanted) throws IOException;

    /** Writes the object without some of its rows, the others as they were and in their order. The streams are the caller's to close. */
    public abstract Copied copy(InputStream object, OutputStream to, Predicate<StoredRow> leftOut) throws IOException;
}
