package io.callstream.sql.flink;

import io.callstream.sql.query.SqlException;
import io.callstream.sql.query.SqlOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A whole cluster in this process, which nobody can reach from another machine. */
final class LocalCluster implements FlinkCluster {
    private static final String HERE = "127.0.0.1";

    private final MiniCluster cluster;
    private final Configuration client;

    private LocalCluster(MiniCluster cluster, URI address) {
        this.cluster = cluster;
        this.client = RemoteCluster.client(address.getHost(), address.getPort());
    }

    static LocalCluster start(SqlOptions options) {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(options))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(options.threads())
                .setCommonBindAddress(HERE)
                .withRandomPorts()
                .build());
        try {
            cluster.start();
            return new LocalCluster(cluster, cluster.getRestAddress().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(cluster, e);
        } catch (Exception e) { // Flink declares no more than that
            throw failed(cluster, e);
        }
    }

    private static SqlException failed(MiniCluster cluster, Exception reason) {
        cluster.closeAsync();
        return new SqlException(
                "Flink cannot start in this process: " + FlinkErrors.reason(reason), Optional.empty(), false, reason);
    }

    private static Configuration configuration(SqlOptions options) {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, HERE);
        configuration.set(RestOptions.BIND_ADDRESS, HERE);
        configuration.set(JobManagerOptions.BIND_HOST, HERE);
        configuration.set(TaskManagerOptions.BIND_HOST, HERE);
        configuration.set(TaskManagerOptions.HOST, HERE);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, new MemorySize(options.memoryBytes()));
        configuration.setString("io.tmp.dirs", options.temporary().toString());
        // Counts of running tasks, and so the progress bar, come with heartbeats.
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
        return configuration;
    }

    @Override
    public Configuration client() {
        return client;
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } catch (Exception e) { // the process ends, or forgets it
            Thread.currentThread().interrupt();
        }
    }
}
