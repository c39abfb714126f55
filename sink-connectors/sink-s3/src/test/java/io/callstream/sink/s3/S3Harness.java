package io.callstream.sink.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.ErasureHarness;
import io.callstream.sink.testkit.HttpSinkHarness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

final class S3Harness extends HttpSinkHarness<S3SinkConfig> implements ErasureHarness<S3SinkConfig> {
    private final FakeS3 store;
    private final Map<String, Object> more;

    private S3Harness(FakeS3 store, Map<String, Object> more) {
        super(403, Set.of("PUT", "GET", "DELETE"), store::answer);
        this.store = store;
        this.more = more;
    }

    /** @param more settings beside those that are needed */
    static S3Harness with(Map<String, Object> more) {
        return new S3Harness(new FakeS3(), more);
    }

    @Override
    public boolean stumblesOver(CallEvent event) {
        return false;
    }

    @Override
    public String whyItNeverStumbles() {
        return "a store does not look into objects";
    }

    FakeS3 store() {
        return store;
    }

    @Override
    public S3SinkFactory factory() {
        return new S3SinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "url", destination().uri("").toString(),
                "bucket", FakeS3.BUCKET,
                "region", "eu-central-1",
                "prefix", "raw/llm calls",
                "timeout", "1s"));
        settings.putAll(more);
        return settings;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ACCESS_KEY_ID", FakeS3.ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY", FakeS3.SECRET_KEY,
                "AWS_SESSION_TOKEN", FakeS3.TOKEN);
    }

    @Override
    public void clock(Clock clock) {
        store.clock(clock);
    }

    @Override
    public boolean takes(CallEvent event) {
        return true;
    }

    @Override
    public Set<String> arrived() {
        Set<String> ids = new TreeSet<>();
        store.objects().forEach((key, bytes) -> ids.addAll(ids(key, bytes)));
        return ids;
    }

    private static List<String> ids(String key, byte[] bytes) {
        return lines(key, bytes);
    }

    private static List<String> lines(String key, byte[] bytes) {
        ObjectMapper mapper = new ObjectMapper();
        return text(key, bytes)
                .lines()
                .map(line -> {
                    try {
                        return mapper.readTree(line).path("event_id").asText();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    static String text(String key, byte[] bytes) {
        try {
            byte[] plain =
                    key.endsWith(".gz") ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
            return new String(plain, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Object state() {
        Map<String, String> state = new TreeMap<>();
        store.objects().forEach((key, bytes) -> state.put(key, HexFormat.of().formatHex(bytes)));
        return state;
    }

    @Override
    public String everything() {
        StringBuilder all = new StringBuilder();
        store.objects().forEach((key, bytes) -> all.append(text(key, bytes)));
        return all.toString();
    }

    @Override
    public String whyNoPoison() {
        return "a store takes any bytes";
    }

    @Override
    public Optional<String> repeatsBecause() {
        return Optional.of("an object holds a batch and is named for it; readers tell events apart by event_id");
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(FakeS3.SECRET_KEY);
    }
}
