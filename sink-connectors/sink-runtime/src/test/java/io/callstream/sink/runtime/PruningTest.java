package io.callstream.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.SuccessEvent;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.SettingsException;
import io.callstream.sink.CallEvent;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningTest {
    @TempDir
    Path folder;

    private final String ours = UUID.randomUUID().toString();
    private final String theirs = UUID.randomUUID().toString();

    @Test
    void everyAccountRemovesItsOwnRowsWithoutKafka() {
        SuccessEvent first = SampleCall.number(0).success();
        SuccessEvent second = SampleCall.number(2).success();
        for (String name : new String[] {ours, theirs}) {
            TestSink.Destination.named(name).arrived.add(new CallEvent.Success(first));
        }
        TestSink.Destination.named(ours).arrived.add(new CallEvent.Success(second));
        assertThat(Pruning.run(options("test"), second.getEventTime()))
                .isEqualTo(Map.of("test", Map.of("events", 1L), "test.team-a", Map.of("events", 1L)));
        assertThat(TestSink.Destination.named(ours).ids()).containsExactly(second.getEventId());
    }

    @Test
    void anUnknownSinkIsTheUsersError() {
        assertThatThrownBy(() ->
                        Pruning.run(options("carrier-pigeon"), Clock.systemUTC().instant()))
                .isInstanceOf(SettingsException.class);
    }

    private SinkRunnerOptions options(String sink) {
        String yaml = """
                callstream:
                  sinks:
                    test:
                      destination: %s
                      routes: {team-a: {destination: %s}}
                """.formatted(ours, theirs);
        return new SinkRunnerOptions(
                sink,
                SinkCatalogue.of(getClass().getClassLoader()),
                new ConfigFile(Environment.of(Map.of())).parse(yaml, "test.yaml", new Problems()),
                Environment.of(Map.of()),
                folder,
                Optional.empty(),
                Clock.systemUTC(),
                new Random(1));
    }
}
