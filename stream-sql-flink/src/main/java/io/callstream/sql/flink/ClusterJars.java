package io.callstream.sql.flink;

import io.callstream.events.EventKind;
import io.callstream.reader.RangeReader;
import io.callstream.settings.KafkaSettings;
import io.callstream.sql.table.ScanTable;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The jars that a task needs to read topics, and that a cluster does not have; they travel with each job. */
final class ClusterJars {
    /** One class of each jar that no code of ours names. */
    private static final List<String> NAMED = List.of(
            "org.apache.kafka.clients.consumer.Consumer",
            "org.apache.avro.Schema",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "org.apache.commons.lang3.StringUtils",
            "com.google.common.base.Ticker",
            "com.google.common.util.concurrent.internal.InternalFutureFailureAccess",
            "com.github.luben.zstd.Zstd",
            "net.jpountz.lz4.LZ4Factory",
            "org.xerial.snappy.Snappy");

    private ClusterJars() {}

    static List<String> locations() {
        List<String> jars = new ArrayList<>();
        List<Class<?>> ours = List.of(
                ClusterJars.class,
                ScanTable.class,
                RangeReader.class,
                EventKind.class,
                KafkaSettings.class,
                SchemaRegistryClient.class);
        Stream.concat(ours.stream(), NAMED.stream().map(ClusterJars::named)).forEach(type -> add(type, jars));
        return jars.stream().filter(jar -> jar.endsWith(".jar")).distinct().toList();
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, ClusterJars.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no class " + name + " on the class path", e);
        }
    }

    private static void add(Class<?> type, List<String> jars) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            if (source != null) {
                jars.add(source.getLocation().toURI().toString());
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
