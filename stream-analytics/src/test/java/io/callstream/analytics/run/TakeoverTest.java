package io.callstream.analytics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who goes on when an instance is killed, leaves or comes, and with what. */
class TakeoverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @TempDir
    private Path folder;

    private TestStack stack;
    private @Nullable Analytics last;

    @BeforeEach
    void start() throws Exception {
        stack = new TestStack(folder.resolve("stack"));
    }

    @AfterEach
    void stop() {
        if (last != null) {
            last.close();
        }
        stack.close();
    }

    @Test
    void aCopyTakesOverAndAnInstanceWithoutAFolderIsFilledFromTheChangelogs() throws Exception {
        List<SpecificRecord> events = TestCalls.make(200);
        try (ChildAnalytics killed = ChildAnalytics.start(stack.yamlWithStandby(), folder.resolve("killed"));
                Analytics second = stack.start(folder.resolve("second"), stack.yamlWithStandby())) {
            ApiClient client = new ApiClient(second.port(), "sk-test");
            stack.send(events);
            awaitCalls(client, 200);
            // Two partitions: each instance works on one of them, and keeps a copy of the other one's stores.
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(ledgerTasks(folder.resolve("second"))).containsExactly("1_0", "1_1"));

            killed.kill();
            stack.send(events); // a gateway that tells everything again finds every id known
            stack.send(TestCalls.make(20));
            awaitCalls(client, 220);
            assertThat(client.total("cost_nano_usd")).isEqualTo(220 * TestCalls.COST);

            last = stack.start(folder.resolve("third"), stack.yamlWithStandby());
            awaitCalls(new ApiClient(last.port(), "sk-test"), 220);
        }
        stack.send(events);
        stack.send(TestCalls.make(20));

        ApiClient alone = new ApiClient(last.port(), "sk-test");
        awaitCalls(alone, 240);
        assertThat(alone.total("cost_nano_usd")).isEqualTo(240 * TestCalls.COST);
    }

    private static void awaitCalls(ApiClient client, long calls) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> client.get("/api/v1/spend").statusCode() == 200 && client.total("calls") >= calls);
    }

    /** Tasks whose ledger stands in an instance's folder, worked on or copied. */
    private static TreeSet<String> ledgerTasks(Path instance) throws IOException {
        TreeSet<String> tasks = new TreeSet<>();
        try (Stream<Path> all = Files.walk(instance)) {
            all.filter(path -> path.endsWith("rocksdb/spend-rows"))
                    .forEach(path ->
                            tasks.add(path.getParent().getParent().getFileName().toString()));
        }
        return tasks;
    }
}
