package io.callstream.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.cli.acl.Grant;
import io.callstream.cli.acl.Service;
import io.callstream.cli.acl.ServiceGrants;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of what services need is enough, and who lacks something of it is told what. */
class AccessControlTest {
    private static final String SINK = "file";

    @TempDir
    static Path folder;

    private static GuardedKafka kafka;
    private static SchemaRegistryServer registry;
    private static SimulatedProvider provider;
    private static Said audit;

    @BeforeAll
    static void topicsWithCalls() throws Exception {
        audit = Said.byAuthorizer();
        kafka = GuardedKafka.start(
                folder.resolve("kafka"),
                Stream.of(Service.values()).map(Service::label).toList());
        registry = SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry")));
        provider = SimulatedProvider.start();
        Ran made = Ran.command(
                "topics",
                "create",
                "--config",
                config(GuardedKafka.ADMIN, "made").toString());
        assertThat(made.code()).as(made.all()).isZero();
        SampleTopics.fill(kafka.client(GuardedKafka.ADMIN), registry.url());
    }

    @AfterAll
    static void stop() {
        provider.close();
        registry.close();
        kafka.close();
        audit.close();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void aServiceRunsWithWhatTheListGivesItAndAsksForNothingElse(Service service) throws Exception {
        kafka.allow(service.label(), ServiceGrants.of(service, SINK));
        SampleTopics.fill(kafka.client(GuardedKafka.ADMIN), registry.url());

        audit.forget();

        Attempts.Outcome outcome = attempt(service, said -> false);

        assertThat(outcome.done()).as(outcome.said()).isTrue();
        assertThat(audit.refusals(service.label())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TOPICS, llm.",
        "GATEWAY, llm.pre-call",
        "GATEWAY, llm.success",
        "GATEWAY, llm.identity",
        "SINK, llm.success",
        "SINK, llm.erasure",
        "SINK, callstream-sink-file",
        "SINK, llm.failure",
        "ANALYTICS, llm.pre-call",
        "ANALYTICS, llm.failure",
        "ANALYTICS, llm.window",
        "ANALYTICS, llm.call",
        "ANALYTICS, callstream-analytics-",
        "REPLAY, llm.success",
        "REPLAY, llm.failure",
        "REPLAY, llm.replay",
        "REPLAY, callstream-replay.file.",
        "REPLAY, llm.erasure",
        "CONSOLE, llm.",
        "SQL, llm.",
    })
    void whoLacksSomethingIsToldWhat(Service service, String lacking) throws Exception {
        List<Grant> rest = ServiceGrants.of(service, SINK).stream()
                .filter(grant -> !grant.resource().name().equals(lacking))
                .toList();
        kafka.allow(service.label(), rest);
        SampleTopics.fill(kafka.client(GuardedKafka.ADMIN), registry.url());

        Attempts.Outcome outcome = attempt(service, said -> names(said, lacking));

        assertThat(names(outcome.said(), lacking)).as(outcome.said()).isTrue();
    }

    private static boolean names(String said, String lacking) {
        return said.lines()
                .anyMatch(line -> line.contains(lacking)
                        && Stream.of("Not authorized", "may not", "does not let", "to this login")
                                .anyMatch(line::contains));
    }

    private static Attempts.Outcome attempt(Service service, Predicate<String> enough) throws Exception {
        Path own = Files.createTempDirectory(folder, service.label());
        return new Attempts(kafka, config(service.label(), own.getFileName().toString()), own, enough).of(service);
    }

    private static Path config(String user, String name) throws IOException {
        String properties = GuardedKafka.properties(user).entrySet().stream()
                .map(each -> each.getKey() + ": '" + each.getValue() + "'")
                .collect(Collectors.joining(", "));
        return Files.writeString(folder.resolve(name + ".yaml"), """
                model_list: [{model_name: sim-text, litellm_params: {model: openai/sim-text, api_base: "%s", api_key: k}}]
                general_settings: {master_key: sk-secure}
                litellm_settings: {callbacks: [file]}
                callstream:
                  server: {host: 127.0.0.1, event_loops: 1}
                  kafka: {bootstrap_servers: "%s", partitions: 2, properties: {%s}}
                  schema_registry: {url: "%s"}
                  sinks: {file: {directory: "%s"}}
                """.formatted(
                        provider.apiBase(),
                        kafka.servers(),
                        properties,
                        registry.url(),
                        folder.resolve(name).resolve("lines")));
    }
}
