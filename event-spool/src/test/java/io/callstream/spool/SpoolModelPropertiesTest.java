package io.callstream.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Whatever happens to a spool, in whatever order: it reads as the model says. */
class SpoolModelPropertiesTest {

    @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
    void readsAsTheModelSays(@ForAll("histories") List<SpoolAction> history) throws IOException {
        Path folder = Files.createTempDirectory(fastFolder(), "spool-model");
        try (SpoolUnderTest spool = new SpoolUnderTest(folder)) {
            history.forEach(action -> {
                try {
                    action.run(spool);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            spool.crash();
            assertThat(spool.drainAll()).isEqualTo(spool.expected());
        } finally {
            Crash.delete(folder);
        }
    }

    @Provide
    Arbitrary<List<SpoolAction>> histories() {
        Arbitrary<SpoolAction> append = Arbitraries.integers()
                .between(0, 5)
                .flatMap(
                        kind -> Arbitraries.integers().between(0, 2500).map(size -> spool -> spool.append(kind, size)));
        Arbitrary<SpoolAction> ship = Arbitraries.integers().between(1, 20).map(count -> spool -> spool.ship(count));
        Arbitrary<SpoolAction> shipAndRewind =
                Arbitraries.integers().between(1, 20).map(count -> spool -> spool.shipHalfAndRewind(count));
        Arbitrary<SpoolAction> damage =
                Arbitraries.integers().between(0, Integer.MAX_VALUE).map(seed -> spool -> spool.crashDamaged(seed));
        return Arbitraries.frequencyOf(
                        Tuple.of(24, append),
                        Tuple.of(4, ship),
                        Tuple.of(1, shipAndRewind),
                        Tuple.of(1, Arbitraries.of((SpoolAction) SpoolUnderTest::crash)),
                        Tuple.of(1, Arbitraries.of((SpoolAction) SpoolUnderTest::restart)),
                        Tuple.of(1, damage))
                .list()
                .ofMinSize(1)
                .ofMaxSize(80);
    }

    /** Every history forces files to the disk many times; in memory that costs nothing. */
    private static Path fastFolder() {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }
}
