package io.callstream.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.reader.time.TimeSpan;
import io.callstream.sql.query.ResultColumn;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.query.Statements;
import io.callstream.sql.table.TableCatalogue;
import io.callstream.testing.events.SampleTraffic;
import io.callstream.testing.topics.EventTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example gives the answer that stands beside it; {@code -Dgolden.update=true} writes the answers anew. */
class ExampleQueriesTest {
    private static final Path EXAMPLES = Path.of("../examples/sql");
    private static final long SEED = 11;

    @TempDir
    static Path folder;

    private static EventCluster cluster;
    private static SqlSession session;

    @BeforeAll
    static void traffic() throws Exception {
        cluster = EventCluster.start(folder.resolve("kafka"));
        cluster.topics().send(new SampleTraffic(SEED).calls(240).toList());
        SqlOptions options =
                new SqlOptions(TimeSpan.ALL, 256L << 20, 2, Files.createDirectory(folder.resolve("spill")), false);
        session = SqlSession.open(cluster.settings(), EventTopics::schema, TableCatalogue.builtIn(), options);
    }

    @AfterAll
    static void stop() {
        session.close();
        cluster.close();
    }

    static Stream<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .map(name -> name.replace(".sql", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleGivesItsAnswer(String name) throws IOException {
        List<String> statements = Statements.split(Files.readString(EXAMPLES.resolve(name + ".sql")))
                .all();
        assertThat(statements).hasSize(1);
        String answer = answer(statements.get(0));

        Path golden = EXAMPLES.resolve("answers").resolve(name + ".csv");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, answer);
        }
        assertThat(answer).isEqualTo(Files.readString(golden));
        assertThat(answer.lines().count())
                .as("an example that answers nothing shows nothing")
                .isGreaterThan(1);
    }

    @Test
    void thereAreTenAndTheListNamesThem() throws IOException {
        String list = Files.readString(EXAMPLES.resolve("README.md"));

        assertThat(examples()).hasSize(10).allMatch(name -> list.contains('`' + name + ".sql`"));
    }

    private static String answer(String statement) {
        StringBuilder csv = new StringBuilder();
        try (SqlResult result = session.run(statement)) {
            csv.append(result.columns().stream().map(ResultColumn::name).collect(Collectors.joining(",")))
                    .append('\n');
            for (Optional<List<@Nullable Object>> row = result.next(); row.isPresent(); row = result.next()) {
                csv.append(row.get().stream().map(String::valueOf).collect(Collectors.joining(",")))
                        .append('\n');
            }
        }
        return csv.toString();
    }
}
