package io.callstream.stack.kafka;

import io.callstream.stack.StackException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's log directory, formatted once in its life as {@code kafka-storage format} does it. */
final class LogDirectory {

    private static final String MARK_OF_FORMATTED = "meta.properties";

    private LogDirectory() {}

    /** Gives an unformatted directory a new cluster id; leaves a formatted one as it is. */
    static void formatIfNew(Path directory) {
        // Kafka writes this file last and by a rename, so a directory whose formatting was killed is formatted again.
        if (Files.exists(directory.resolve(MARK_OF_FORMATTED))) {
            return;
        }
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) { // Formatter.run declares Exception
            throw new StackException(
                    "Kafka cannot format its data folder " + directory + ": " + e.getMessage()
                            + " (expected: an empty folder, or one this broker formatted before)",
                    e);
        }
    }
}
