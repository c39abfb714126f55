package io.callstream.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.SinkSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class S3SinkFactoryTest {
    private final Problems problems = new Problems();

    @Test
    void theEnvironmentAndABucketWillDo() {
        Map<String, String> environment =
                Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b", "AWS_REGION", "eu-west-1");
        assertThat(read(Map.of("bucket", "calls"), environment))
                .isEqualTo(new S3SinkConfig(
                        new Bucket(URI.create("https://s3.eu-west-1.amazonaws.com"), "calls", "eu-west-1", false),
                        new Credentials("a", new Secret("b"), Optional.empty()),
                        "callstream/",
                        new S3SinkConfig.Objects(S3SinkConfig.Format.JSONL, true, true),
                        Duration.ofMinutes(1)));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, Object> all = new HashMap<>(Map.of(
                "url", "http://minio:9000",
                "bucket", "calls",
                "region", "x",
                "path_style", "false",
                "access_key", "a",
                "secret_key", "b",
                "session_token", "c",
                "prefix", "/"));
        all.putAll(Map.of(
                "format", "parquet",
                "gzip", "false",
                "content", "false",
                "timeout", "3s"));
        assertThat(read(all, Map.of()))
                .isEqualTo(new S3SinkConfig(
                        new Bucket(URI.create("http://minio:9000"), "calls", "x", false),
                        new Credentials("a", new Secret("b"), Optional.of(new Secret("c"))),
                        "",
                        new S3SinkConfig.Objects(S3SinkConfig.Format.PARQUET, false, false),
                        Duration.ofSeconds(3)));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> read(Map.of("format", "csv", "timeout", "0"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.sinks.s3.bucket")
                .hasMessageContaining("callstream.sinks.s3.access_key")
                .hasMessageContaining("callstream.sinks.s3.secret_key")
                .hasMessageContaining("callstream.sinks.s3.format")
                .hasMessageContaining("callstream.sinks.s3.timeout");
    }

    private S3SinkConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.s3", settings, problems);
        S3SinkConfig config = new S3SinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
        section.rejectUnknownKeys();
        problems.throwIfAny();
        return config;
    }
}
