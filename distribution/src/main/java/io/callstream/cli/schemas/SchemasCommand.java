package io.callstream.cli.schemas;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.config.Connections;
import io.callstream.cli.problem.ExitCode;
import io.callstream.events.DerivedKind;
import io.callstream.events.ErasureKind;
import io.callstream.events.EventKind;
import io.callstream.events.RecordKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.RegistryClients;
import io.callstream.settings.RegistrySettings;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code callstream schemas register|check|list}. */
@Command(
        name = "schemas",
        description = "Bring the event schemas to a registry, or compare them with it.",
        synopsisSubcommandLabel = "register|check|list")
public final class SchemasCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "register",
            description = "Register this build's schemas; nothing changes for those that are there.")
    int register(@Mixin ConfigOption config) {
        return ask(config, registry -> {
            EventSchemas schemas = new EventSchemas(registry);
            Map<RecordKind, Integer> ids = new LinkedHashMap<>(schemas.register());
            ids.putAll(schemas.registerDerived());
            for (ErasureKind kind : ErasureKind.values()) {
                ids.put(kind, schemas.register(kind));
            }
            ids.forEach((kind, id) -> out().printf("%-24s id %d%n", kind.subject(), id));
            return ExitCode.OK;
        });
    }

    @Command(
            name = "check",
            description = "Whether the registry would take this build's schemas beside all earlier ones.")
    int check(@Mixin ConfigOption config) {
        return ask(config, registry -> {
            EventSchemas schemas = new EventSchemas(registry);
            boolean allFit = true;
            for (RecordKind kind : kinds()) {
                boolean fits = schemas.compatible(kind);
                allFit &= fits;
                out().printf("%-24s %s%n", kind.subject(), fits ? "compatible" : "NOT compatible");
            }
            return allFit ? ExitCode.OK : ExitCode.FAILED;
        });
    }

    @Command(name = "list", description = "List what the registry holds for the event topics.")
    int list(@Mixin ConfigOption config) {
        return ask(config, registry -> {
            Collection<String> subjects = registry.getAllSubjects();
            for (RecordKind kind : kinds()) {
                String state = subjects.contains(kind.subject()) ? latest(registry, kind) : "not registered";
                out().printf("%-24s %s%n", kind.subject(), state);
            }
            return ExitCode.OK;
        });
    }

    private static List<RecordKind> kinds() {
        return Stream.<RecordKind[]>of(EventKind.values(), DerivedKind.values(), ErasureKind.values())
                .flatMap(Stream::of)
                .toList();
    }

    private static String latest(SchemaRegistryClient registry, RecordKind kind)
            throws IOException, RestClientException {
        SchemaMetadata latest = registry.getLatestSchemaMetadata(kind.subject());
        return "version " + latest.getVersion() + ", id " + latest.getId() + ", of "
                + registry.getAllVersions(kind.subject()).size();
    }

    private int ask(ConfigOption config, Question question) {
        RegistrySettings settings = Connections.of(config.orDefaults()).registry();
        SchemaRegistryClient registry = RegistryClients.connect(settings.url(), settings.properties());
        try {
            return question.put(registry);
        } catch (RestClientException e) {
            throw new IllegalStateException(
                    "the schema registry at " + settings.url() + " refuses (HTTP " + e.getStatus() + ")", e);
        } catch (IOException e) {
            throw new IllegalStateException("the schema registry at " + settings.url() + " does not answer", e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private interface Question {
        int put(SchemaRegistryClient registry) throws IOException, RestClientException;
    }
}
