package io.callstream.recipes;

import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.testkit.Fault;
import io.callstream.sink.testkit.SinkHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A file of the test's own, read back line by line. */
final class LineHarness implements SinkHarness<Path> {
    private final SinkFactory<Path> factory;
    private final Predicate<CallEvent> takes;
    private final Function<String, String> eventId;
    private Path file = Path.of("none");

    /** @param eventId finds the event's id in a line */
    LineHarness(SinkFactory<Path> factory, Predicate<CallEvent> takes, Function<String, String> eventId) {
        this.factory = factory;
        this.takes = takes;
        this.eventId = eventId;
    }

    @Override
    public void start(Path directory) throws IOException {
        file = Files.createDirectories(directory).resolve("calls.log");
    }

    @Override
    public SinkFactory<Path> factory() {
        return factory;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("file", file.toString());
    }

    @Override
    public boolean inflict(Fault fault) {
        return false;
    }

    @Override
    public Map<Fault, String> unshown() {
        return Fault.noneBecause("a file gives no answers");
    }

    @Override
    public String whyNoPoison() {
        return "a file takes any event";
    }

    @Override
    public String whyItNeverStumbles() {
        return "a file takes any event";
    }

    @Override
    public void heal() {
        // Nothing was broken.
    }

    @Override
    public boolean takes(CallEvent event) {
        return takes.test(event);
    }

    @Override
    public Set<String> arrived() {
        return lines().stream().map(eventId).collect(Collectors.toSet());
    }

    /** A line that comes again is the same line. */
    @Override
    public Object state() {
        return new TreeSet<>(lines());
    }

    List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // The file is the test's.
    }
}
