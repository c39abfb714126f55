package io.callstream.sql.flink;

import io.callstream.settings.HostPort;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import io.callstream.sql.flink.source.TopicAccess;
import io.callstream.sql.query.QueryEngine;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.query.StatementRanges;
import java.util.Optional;

/** Flink, in this process or on a session cluster. */
public final class FlinkEngine implements QueryEngine {
    @Override
    public String name() {
        return "flink";
    }

    @Override
    public QuerySession open(
            KafkaSettings kafka, RegistrySettings registry, Optional<HostPort> cluster, SqlOptions options) {
        FlinkCluster running = cluster.isPresent()
                ? RemoteCluster.at(cluster.get(), ClusterJars.locations())
                : LocalCluster.start(options);
        try {
            return new FlinkSession(running, new StatementRanges(kafka), new TopicAccess(kafka, registry), options);
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }
}
