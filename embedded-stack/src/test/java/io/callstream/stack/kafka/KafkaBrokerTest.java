package io.callstream.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.stack.StackException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

    @TempDir
    Path dir;

    @Test
    void keepsClusterTopicsRecordsAndOffsetsOverARestart() throws Exception {
        String cluster;
        try (KafkaBroker broker = KafkaBroker.start(KafkaOptions.in(dir));
                KafkaDriver driver = new KafkaDriver(broker.bootstrapServers())) {
            cluster = broker.clusterId();
            driver.createTopic("orders", 3);
            driver.send("orders", "one");
            assertThat(driver.readNew("orders", "group", 1)).containsExactly("one");
            driver.send("orders", "two");
        }

        try (KafkaBroker broker = KafkaBroker.start(KafkaOptions.in(dir));
                KafkaDriver driver = new KafkaDriver(broker.bootstrapServers())) {
            assertThat(broker.clusterId()).isEqualTo(cluster);
            assertThat(driver.partitionsOf("orders")).isEqualTo(3);
            assertThat(driver.readNew("orders", "group", 1)).containsExactly("two");
        }
    }

    @Test
    void takesARecordOfThirtyMebibytes() throws Exception {
        String large = "x".repeat(30 * 1024 * 1024);
        try (KafkaBroker broker = KafkaBroker.start(KafkaOptions.in(dir));
                KafkaDriver driver = new KafkaDriver(broker.bootstrapServers())) {
            driver.createTopic("large", 1);
            driver.send("large", large);

            assertThat(driver.readNew("large", "group", 1).get(0)).hasSameSizeAs(large);
        }
    }

    @Test
    void twoBrokersRunInOneJvm(@TempDir Path other) throws Exception {
        try (KafkaBroker first = KafkaBroker.start(KafkaOptions.in(dir));
                KafkaBroker second = KafkaBroker.start(KafkaOptions.in(other));
                KafkaDriver toFirst = new KafkaDriver(first.bootstrapServers());
                KafkaDriver toSecond = new KafkaDriver(second.bootstrapServers())) {
            toFirst.createTopic("first", 1);
            toSecond.createTopic("second", 1);

            assertThat(toFirst.topics()).containsExactly("first");
            assertThat(toSecond.topics()).containsExactly("second");
        }
    }

    @Test
    void refusesAFolderInUse() {
        try (KafkaBroker broker = KafkaBroker.start(KafkaOptions.in(dir))) {
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
            assertThatThrownBy(() -> KafkaBroker.start(KafkaOptions.in(dir)))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining(dir + " is in use");
        }
    }

    @Test
    void refusesABusyPortAndLeavesTheFolderFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            KafkaOptions options = KafkaOptions.in(dir).withPort(taken.getLocalPort());

            assertThatThrownBy(() -> KafkaBroker.start(options))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Kafka cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        KafkaBroker.start(KafkaOptions.in(dir)).close();
    }

    @Test
    void refusesAFolderThatIsAFile() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));

        assertThatThrownBy(() -> KafkaBroker.start(KafkaOptions.in(file)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("Kafka data folder " + file + " cannot be written");
    }

    @Test
    void refusesTheFolderOfAnotherNode() throws Exception {
        Path log = Files.createDirectories(dir.resolve("log"));
        Files.writeString(log.resolve("meta.properties"), "version=1\ncluster.id=a\nnode.id=7\n");

        assertThatThrownBy(() -> KafkaBroker.start(KafkaOptions.in(dir)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("Kafka cannot start on data folder " + dir)
                .hasMessageContaining("7");
    }

    @Test
    void closesTwice() {
        KafkaBroker broker = KafkaBroker.start(KafkaOptions.in(dir));

        broker.close();
        broker.close();

        KafkaBroker.start(KafkaOptions.in(dir)).close();
    }
}
