package io.callstream.sink.s3;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

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
    static final Key<String> BUCKET = Key.text("bucket")
            .orVariables("S3_BUCKET", "S3_BUCKET_NAME")
            .required()
            .says("It must exist.");
    static final Key<String> REGION = Key.text("region")
            .orVariables("AWS_REGION", "AWS_DEFAULT_REGION")
            .byDefault("us-east-1")
            .says("The bucket's region.");
    static final Key<Optional<URI>> URL = Key.url("url")
            .orVariables("S3_ENDPOINT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
            .optional()
            .says("Another store; by default Amazon's, for the region.");
    static final Key<Optional<Boolean>> PATH_STYLE = Key.flag("path_style")
            .optional()
            .says("Whether the bucket is part of the path, not of the host's name; by default `true` with a `url`.");
    static final Key<String> ACCESS_KEY = Key.text("access_key")
            .orVariables("AWS_ACCESS_KEY_ID")
            .required()
            .says("Needs `s3:PutObject`; for erasure also `s3:ListBucket`, `s3:GetObject` and `s3:DeleteObject`.");
    static final Key<Secret> SECRET_KEY = Key.secret("secret_key")
            .orVariables("AWS_SECRET_ACCESS_KEY")
            .required()
            .says("Signs every request.");
    static final Key<Optional<Secret>> SESSION_TOKEN = Key.secret("session_token")
            .orVariables("AWS_SESSION_TOKEN")
            .optional()
            .says("For keys that end by themselves.");
    static final Key<String> PREFIX = Key.text("prefix").byDefault("callstream").says("What object names begin with.");
    static final Key<Format> FORMAT =
            Key.choice("format", Format.class).byDefault("jsonl").says("`jsonl` or `parquet`.");
    static final Key<Boolean> GZIP = Key.flag("gzip").byDefault("true").says("Compresses JSON lines.");
    static final Key<Boolean> CONTENT = Key.flag("content").byDefault("true").says("`false` leaves the bodies null.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("1m");

    static S3SinkConfig read(SinkSettings settings) {
        return new S3SinkConfig(
                bucket(settings),
                new Credentials(settings.get(ACCESS_KEY), settings.get(SECRET_KEY), settings.get(SESSION_TOKEN)),
                prefix(settings.get(PREFIX)),
                new Objects(settings.get(FORMAT), settings.get(GZIP), settings.get(CONTENT)),
                settings.get(TIMEOUT));
    }

    private static Bucket bucket(SinkSettings settings) {
        String region = settings.get(REGION);
        Optional<URI> endpoint = settings.get(URL);
        return new Bucket(
                endpoint.orElseGet(() -> URI.create("https://s3." + region + ".amazonaws.com")),
                settings.get(BUCKET),
                region,
                // Stores other than Amazon's have no host name for each bucket, as a rule.
                settings.get(PATH_STYLE).orElse(endpoint.isPresent()));
    }

    private static String prefix(String said) {
        String plain = said.replaceAll("^/+|/+$", "");
        return plain.isEmpty() ? "" : plain + "/";
    }

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
