package io.callstream.cli.sql;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.config.Connections;
import io.callstream.cli.problem.UserError;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.Quantities;
import io.callstream.sql.engine.SqlSession;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.table.TableCatalogue;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that reads topics through the engine takes. */
public final class SessionOptions {
    private static final long LEAST = 64L << 20;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "512MiB",
            description =
                    "Most memory of the query engine; what needs more goes to the temporary folder (default: 512MiB).")
    private String memory = "512MiB";

    @Option(names = "--temp-dir", paramLabel = "DIR", description = "Where the temporary folder is made.")
    private @Nullable Path temporary;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Most threads of a statement (default: one per processor).")
    private int threads;

    /** The folder that the session needs; to be closed behind it. */
    public ScratchFolder scratch() {
        return ScratchFolder.in(temporary);
    }

    /** Opens the engine on the topics of the configuration. */
    public SqlSession open(TimeSpan span, Path scratch, boolean allowFiles) {
        Connections connections = connections();
        RegistryWriterSchemas schemas = new RegistryWriterSchemas(RegistryClients.connect(
                connections.registry().url(), connections.registry().properties()));
        return SqlSession.open(
                connections.kafka(), schemas, TableCatalogue.builtIn(), bounds(span, scratch, allowFiles));
    }

    /** What a session may use. */
    SqlOptions bounds(TimeSpan span, Path scratch, boolean allowFiles) {
        return new SqlOptions(span, memoryBytes(), threads(), scratch, allowFiles);
    }

    /** Where Kafka and the registry are. */
    public Connections connections() {
        return Connections.of(config.orDefaults());
    }

    private int threads() {
        if (threads < 0) {
            throw new UserError("--threads " + threads + " (expected 1 or more)");
        }
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    private long memoryBytes() {
        long bytes;
        try {
            bytes = Quantities.bytes(memory);
        } catch (IllegalArgumentException e) {
            throw new UserError("--memory " + e.getMessage(), e);
        }
        long most = MachineMemory.bytes();
        if (bytes < LEAST || bytes > most) {
            throw new UserError("--memory " + memory + " (expected 64MiB to " + (most >> 20)
                    + "MiB, which is what this machine or container has)");
        }
        return bytes;
    }
}
