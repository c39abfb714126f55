package io.callstream.sink.s3;

import java.time.Duration;

/**
 * Where objects go and what they are like.
 *
 * @param bucket where
 * @param credentials who puts them there
 * @param prefix what all names begin with; empty, or with a slash at its end
 * @param objects format of objects
 * @param timeout longest wait for an object to be stored
 */
public record S3SinkConfig(Bucket bucket, Credentials credentials, String prefix, Objects objects, Duration timeout) {
    /** The format of objects. */
    public enum Format {
        /** A JSON object a line. */
        JSONL,
        /** Columns, for DuckDB, Spark, Athena and their like. */
        PARQUET
    }

    /**
     * What is in an object.
     *
     * @param gzip whether JSON lines are compressed
     * @param content whether bodies are stored; they are null otherwise
     */
    public record Objects(Format format, boolean gzip, boolean content) {}
}
