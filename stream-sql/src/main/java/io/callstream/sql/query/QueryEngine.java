package io.callstream.sql.query;

import io.callstream.settings.HostPort;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import java.util.Optional;

/** An engine that is not part of the product's default class path; a service finds it. */
public interface QueryEngine {
    /** The name by which the command line asks for it. */
    String name();

    /**
     * Opens a session on the topics.
     *
     * @param cluster where statements run; empty for this process
     * @throws SqlException if the engine cannot start here, or the cluster does not answer
     */
    QuerySession open(KafkaSettings kafka, RegistrySettings registry, Optional<HostPort> cluster, SqlOptions options);
}
