package io.callstream.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged folder in a worker's process that knows nothing of this product but its {@code plugin.path}. */
class PluginFolderIT {
    private static final Path FOLDER = Path.of(System.getProperty("plugin.folder"));
    /** Libraries that Connect has too. */
    private static final Set<String> CONNECTS = Set.of("jackson", "commons", "zstd", "guava", "jspecify");

    @TempDir
    private Path temp;

    @Test
    void holdsAllThatAWorkerNeeds() throws Exception {
        try (EventTopics topics = EventTopics.start(temp);
                Receiver receiver = new Receiver()) {
            List<String> ids = topics.publishSuccesses(0, 30);
            Process worker = worker(topics, connector(topics, receiver));
            try {
                await().atMost(Duration.ofSeconds(120))
                        .until(() -> receiver.arrived().size() == ids.size() || !worker.isAlive());
                assertThat(receiver.arrived()).as(log()).containsExactlyInAnyOrderElementsOf(ids);
            } finally {
                worker.destroy();
                assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(topics.committed("packaged")).isEqualTo(30);
        }
    }

    private Process worker(EventTopics topics, Path connector) throws IOException {
        Path config = write(
                "worker.properties",
                Map.of(
                        "bootstrap.servers", topics.brokers(),
                        "listeners", "http://127.0.0.1:0",
                        "key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                        "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                        "offset.storage.file.filename", temp.resolve("offsets").toString(),
                        "plugin.path", FOLDER.getParent().toString(),
                        "plugin.discovery", "service_load"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dlogback.configurationFile="
                                + Path.of("src/test/resources/logback-test.xml").toAbsolutePath(),
                        "-cp",
                        withoutPlugin(),
                        "org.apache.kafka.connect.cli.ConnectStandalone",
                        config.toString(),
                        connector.toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("worker.log").toFile())
                .start();
    }

    private Path connector(EventTopics topics, Receiver receiver) throws IOException {
        return write(
                "connector.properties",
                Map.of(
                        "name", "packaged",
                        "connector.class", "io.callstream.connect.CallstreamSinkConnector",
                        "topics", "llm.success",
                        "schema.registry.url", topics.registry(),
                        "callstream.data.dir", temp.resolve("data").toString(),
                        "sink.name", "webhook",
                        "sink.url", receiver.url(),
                        "sink.mode", "ndjson",
                        "sink.headers.Authorization", "Bearer first"));
    }

    private static String withoutPlugin() throws IOException {
        try (Stream<Path> jars = Files.list(FOLDER)) {
            Set<String> packaged = jars.map(jar -> jar.getFileName().toString()).collect(Collectors.toSet());
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> entry.endsWith(".jar") && !entry.contains("callstream"))
                    .filter(entry -> isConnects(entry)
                            || !packaged.contains(Path.of(entry).getFileName().toString()))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static boolean isConnects(String jar) {
        return CONNECTS.stream().anyMatch(Path.of(jar).getFileName().toString()::startsWith);
    }

    private Path write(String name, Map<String, String> content) throws IOException {
        Properties properties = new Properties();
        properties.putAll(content);
        Path file = temp.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return file;
    }

    private String log() throws IOException {
        return Files.readString(temp.resolve("worker.log"));
    }
}
