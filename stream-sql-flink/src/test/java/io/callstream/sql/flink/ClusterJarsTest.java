package io.callstream.sql.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What travels to a cluster, which has Flink and nothing else. */
class ClusterJarsTest {
    @Test
    void whatReadsTopicsTravelsAndTheEngineOfTheDefaultDoesNot() {
        assertThat(ClusterJars.locations())
                .anyMatch(jar -> jar.contains("kafka-clients"))
                .anyMatch(jar -> jar.contains("/avro-"))
                .anyMatch(jar -> jar.contains("zstd-jni"))
                .noneMatch(jar -> jar.contains("duckdb") || jar.contains("/flink-"));
    }

    @Test
    void itIsEnoughToReachTheRegistryAndKafka() throws Exception {
        Thread task = Thread.currentThread();
        ClassLoader before = task.getContextClassLoader();
        try (URLClassLoader cluster = new URLClassLoader(onTheCluster(), ClassLoader.getPlatformClassLoader())) {
            task.setContextClassLoader(cluster); // as Flink's tasks have it
            Object registry = cluster.loadClass("io.callstream.events.codec.RegistryClients")
                    .getMethod("connect", URI.class, Map.class)
                    .invoke(null, URI.create("http://127.0.0.1:1"), Map.of());
            Object consumer = consumer(cluster);

            ((AutoCloseable) consumer).close();
            assertThat(List.of(registry, consumer))
                    .allSatisfy(
                            each -> assertThat(each.getClass().getClassLoader()).isSameAs(cluster));
        } finally {
            task.setContextClassLoader(before);
        }
    }

    private static Object consumer(ClassLoader cluster) throws Exception {
        Class<?> settings = cluster.loadClass("io.callstream.settings.KafkaSettings");
        Object kafka = settings.getConstructor(String.class, Map.class, int.class, int.class)
                .newInstance("127.0.0.1:1", Map.of(), 1, 1);
        Class<?> consumers = cluster.loadClass("io.callstream.reader.TopicConsumers");
        return consumers
                .getMethod("open")
                .invoke(consumers.getConstructor(settings).newInstance(kafka));
    }

    /** Flink has a logger of its own. */
    private static URL[] onTheCluster() throws Exception {
        List<URL> jars = new ArrayList<>();
        jars.add(Logger.class.getProtectionDomain().getCodeSource().getLocation());
        for (String jar : ClusterJars.locations()) {
            jars.add(URI.create(jar).toURL());
        }
        return jars.toArray(URL[]::new);
    }
}
