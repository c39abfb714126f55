package io.callstream.cli.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.testing.docs.GeneratedPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the settings in each sink's README as they are stated; {@code -Dgolden.update=true} writes them anew. */
class SinkSettingsReferenceTest {
    static Stream<SinkFactory<?>> sinks() {
        return ServiceLoader.load(SinkFactory.class).stream().map(ServiceLoader.Provider::get);
    }

    @Test
    void everyReadmeIsWhatTheStatementsSay() {
        Map<Path, List<SinkFactory<?>>> readmes = new TreeMap<>();
        sinks().forEach(sink ->
                readmes.computeIfAbsent(readme(sink), path -> new ArrayList<>()).add(sink));

        readmes.forEach((readme, factories) -> {
            String tables = factories.stream()
                    .sorted(Comparator.comparing(SinkFactory::name))
                    .map(factory -> title(factory, factories.size()) + KeyReference.table(factory.keys()))
                    .collect(Collectors.joining());
            GeneratedPart.check(readme, "settings", tables);
        });
    }

    /** Asking is stating: whatever a sink reads has a row, and whatever has a row is read. */
    @ParameterizedTest
    @MethodSource("sinks")
    void aSinkReadsWhatItStates(SinkFactory<?> sink) {
        Section section = new Section("callstream.sinks." + sink.name(), Map.of(), new Problems());

        sink.configure(new SinkSettings(section, Environment.of(Map.of())));

        assertThat(sink.keys()).extracting(Key::name).doesNotHaveDuplicates();
        assertThat(section.asked())
                .containsExactlyInAnyOrderElementsOf(
                        sink.keys().stream().map(Key::name).toList());
    }

    private static String title(SinkFactory<?> sink, int tables) {
        return tables == 1 ? "" : "\n### `" + sink.name() + "`\n";
    }

    private static Path readme(SinkFactory<?> sink) {
        String name = sink.getClass().getPackageName().replaceAll(".*\\.", "");
        return Path.of("..", "sink-connectors", "sink-" + name, "README.md");
    }
}
