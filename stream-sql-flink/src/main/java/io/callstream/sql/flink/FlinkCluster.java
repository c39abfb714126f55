package io.callstream.sql.flink;

import org.apache.flink.configuration.Configuration;

/** Where statements run. */
interface FlinkCluster extends AutoCloseable {
    /** Sends jobs there. */
    Configuration client();

    @Override
    void close();
}
