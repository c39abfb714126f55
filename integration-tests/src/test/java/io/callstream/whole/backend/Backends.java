package io.callstream.whole.backend;

import java.net.URI;

/**
 * A real Kafka, schema registry and PostgreSQL with the event topics made. What is stopped comes back under the same
 * address and with what it held.
 */
public interface Backends extends AutoCloseable {
    String bootstrapServers();

    URI registry();

    /** Started on first use. */
    DatabaseLogin database();

    void stopKafka();

    void startKafka();

    void stopRegistry();

    void startRegistry();

    @Override
    void close();

    /** How to reach the database. */
    record DatabaseLogin(String jdbcUrl, String user, String password) {}
}
