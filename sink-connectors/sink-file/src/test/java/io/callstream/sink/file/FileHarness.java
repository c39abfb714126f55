package io.callstream.sink.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.AlertHarness;
import io.callstream.sink.testkit.ErasureHarness;
import io.callstream.sink.testkit.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A directory; what arrived is read back line by line, repeats removed by event id as a reader would. */
final class FileHarness implements AlertHarness<FileSinkConfig>, ErasureHarness<FileSinkConfig> {
    private final FileSinkFactory factory = new FileSinkFactory();
    private final Map<String, Object> more;
    private Path directory = Path.of(".");

    FileHarness() {
        this(Map.of());
    }

    private FileHarness(Map<String, Object> more) {
        this.more = more;
    }

    /** @param more settings beside those of the contract */
    static FileHarness with(Path directory, Map<String, Object> more) {
        FileHarness harness = new FileHarness(more);
        harness.start(directory);
        return harness;
    }

    @Override
    public void start(Path given) {
        directory = given;
    }

    @Override
    public FileSinkFactory factory() {
        return factory;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings =
                new HashMap<>(Map.of("directory", directory.toString(), "rotate_bytes", "20KiB", "fsync", "false"));
        settings.putAll(more);
        return settings;
    }

    @Override
    public boolean inflict(Fault fault) {
        return false;
    }

    @Override
    public Map<Fault, String> unshown() {
        return Fault.noneBecause("a directory gives no answers");
    }

    @Override
    public String whyItNeverStumbles() {
        return "a file takes any event";
    }

    @Override
    public String whyNoPoison() {
        return "a file takes any event";
    }

    @Override
    public void heal() {
        // Nothing was broken.
    }

    @Override
    public boolean takes(CallEvent event) {
        return true;
    }

    @Override
    public Set<String> arrived() {
        return ids("events");
    }

    @Override
    public Set<String> arrivedAlerts() {
        return ids("alerts");
    }

    @Override
    public Object alertState() {
        return distinct("alerts");
    }

    private Set<String> ids(String stem) {
        Set<String> ids = new TreeSet<>();
        lines(stem).forEach(line -> ids.add(line.path("event_id").asText()));
        return ids;
    }

    @Override
    public Object state() {
        return distinct("events");
    }

    private Set<String> distinct(String stem) {
        Set<String> distinct = new TreeSet<>();
        lines(stem).forEach(line -> distinct.add(line.toString()));
        return distinct;
    }

    private List<JsonNode> lines(String stem) {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        try (var files = Files.list(directory)) {
            for (Path file : files.filter(name -> name.getFileName().toString().matches(stem + "(-.*)?\\.jsonl"))
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(mapper.readTree(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    @Override
    public void close() {
        // The directory is the test's.
    }
}
