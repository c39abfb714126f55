package io.callstream.cli.stack;

import picocli.CommandLine.Option;

/** The ports of the servers that Callstream needs. */
public final class StackPorts {
    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of Kafka (default: 9092); 0 picks a free one.")
    private int kafka;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port of the schema registry (default: 8081); 0 picks a free one.")
    private int registry;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "5433",
            description = "Port of PostgreSQL (default: 5433); 0 picks a free one.")
    private int postgres;

    int kafka() {
        return kafka;
    }

    int registry() {
        return registry;
    }

    int postgres() {
        return postgres;
    }
}
