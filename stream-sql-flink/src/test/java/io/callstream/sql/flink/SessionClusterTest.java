package io.callstream.sql.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.HostPort;
import io.callstream.sql.flink.source.TopicAccess;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.SqlException;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.query.StatementRanges;
import io.callstream.testing.events.SampleEvents;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.flink.configuration.RestOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements on a cluster that runs already. */
class SessionClusterTest {
    private static final String VERSION_1 = "{\"flink-version\": \"1.20.1\"}";

    @TempDir
    static Path folder;

    private static EventStack stack;
    private static SqlOptions options;

    @BeforeAll
    static void fill() throws Exception {
        stack = EventStack.start(folder);
        stack.topics().send(SampleEvents.stories(40));
        stack.topics().send("llm.failure", "x", new byte[] {1}, Map.of());
        stack.topics().flush();
        options = new SqlOptions(TimeSpan.ALL, 64L << 20, 2, Files.createDirectory(folder.resolve("spill")), false);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void aStatementRunsThereAndItsCountsComeBack() {
        try (LocalCluster cluster = LocalCluster.start(options);
                QuerySession session = sessionOn(address(cluster))) {
            assertThat(Answers.rows(
                            session, "SELECT date_trunc('year', event_time) AS y, count(*) FROM failures GROUP BY ALL"))
                    .hasSize(1);

            assertThat(session.monitor().unreadableCount()).isEqualTo(1);
            assertThat(session.monitor().unreadable())
                    .singleElement()
                    .asString()
                    .startsWith("llm.failure-");
        }
    }

    /** Without jars: this cluster has the class path of the test. */
    private static QuerySession sessionOn(HostPort cluster) {
        return new FlinkSession(
                RemoteCluster.at(cluster, List.of()),
                new StatementRanges(stack.kafka()),
                new TopicAccess(stack.kafka(), stack.schemas()),
                options);
    }

    private static HostPort address(LocalCluster cluster) {
        return new HostPort(
                cluster.client().get(RestOptions.ADDRESS), cluster.client().get(RestOptions.PORT));
    }

    @Test
    void anAddressWhereNothingListensIsNamed() throws Exception {
        HostPort closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = new HostPort("127.0.0.1", socket.getLocalPort());
        }

        assertThatThrownBy(() -> stack.session(options, Optional.of(closed)))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("--cluster " + closed + ": no Flink JobManager answers there");
    }

    @Test
    void aClusterOfAnotherVersionIsRefused() throws Exception {
        assertThatThrownBy(() -> sessionOnFake(new Answer(200, VERSION_1)))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("runs Flink 1.20.1 (expected 2.3,");
    }

    @Test
    void aClusterThatIsStillStartingIsWaitedFor() {
        assertThatThrownBy(() -> sessionOnFake(
                        new Answer(503, "{\"errors\":[\"ongoing leader election\"]}"), new Answer(200, VERSION_1)))
                .hasMessageContaining("runs Flink 1.20.1");
    }

    private record Answer(int status, String body) {}

    /** A server that gives these answers, the last one for good. */
    private static void sessionOnFake(Answer... answers) throws Exception {
        HttpServer fake = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        Deque<Answer> left = new ConcurrentLinkedDeque<>(List.of(answers));
        fake.createContext("/config", exchange -> {
            Answer answer = left.size() > 1 ? left.remove() : left.element();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        fake.start();
        try {
            stack.session(
                            options,
                            Optional.of(
                                    new HostPort("127.0.0.1", fake.getAddress().getPort())))
                    .close();
        } finally {
            fake.stop(0);
        }
    }
}
