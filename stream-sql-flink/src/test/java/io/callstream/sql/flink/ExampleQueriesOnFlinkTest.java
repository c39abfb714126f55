package io.callstream.sql.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.reader.time.TimeSpan;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.query.Statements;
import io.callstream.testing.events.SampleTraffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example gives the answer in Flink that it gives in DuckDB: the same statement, the same file beside it. */
class ExampleQueriesOnFlinkTest {
    private static final Path EXAMPLES = Path.of("../examples/sql");
    private static final long SEED = 11; // of the traffic that the answers are about

    @TempDir
    static Path folder;

    private static EventStack stack;
    private static QuerySession session;

    @BeforeAll
    static void traffic() throws Exception {
        stack = EventStack.start(folder);
        stack.topics().send(new SampleTraffic(SEED).calls(240).toList());
        SqlOptions options =
                new SqlOptions(TimeSpan.ALL, 64L << 20, 2, Files.createDirectory(folder.resolve("spill")), false);
        session = stack.session(options);
    }

    @AfterAll
    static void stop() {
        session.close();
        stack.close();
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
    void anExampleGivesTheAnswerThatDuckDbGives(String name) throws IOException {
        List<String> statements = Statements.split(Files.readString(EXAMPLES.resolve(name + ".sql")))
                .all();

        String answer = Answers.csv(session, statements.get(0));

        assertThat(answer)
                .isEqualTo(Files.readString(EXAMPLES.resolve("answers").resolve(name + ".csv")));
    }
}
