package io.callstream.sink.runtime;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Runs the test sink in this process, in a {@link QuickClock}'s time. */
final class TestRunner {
    private TestRunner() {}

    /** With a health server on a free port. */
    static SinkRunner start(String yaml, Path dataDirectory) {
        return SinkRunner.start(new SinkRunnerOptions(
                "test",
                SinkCatalogue.of(TestRunner.class.getClassLoader()),
                parse(yaml),
                Environment.of(Map.of()),
                dataDirectory,
                Optional.of(new InetSocketAddress("127.0.0.1", 0)),
                new QuickClock(),
                new Random(1)));
    }

    static Section parse(String yaml) {
        return new ConfigFile(Environment.of(Map.of())).parse(yaml, "test.yaml", new Problems());
    }
}
