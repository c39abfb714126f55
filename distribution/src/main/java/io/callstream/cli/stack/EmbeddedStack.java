package io.callstream.cli.stack;

import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.run.Progress;
import io.callstream.cli.run.Running;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.postgres.PostgresOptions;
import io.callstream.stack.postgres.PostgresServer;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Kafka, the schema registry and PostgreSQL, running.
 *
 * @param kafka a client's bootstrap servers
 * @param registry base URL
 * @param postgres the database, for {@code psql} and sinks; holds the password
 * @param postgresPid the server's process
 */
public record EmbeddedStack(String kafka, String registry, String postgres, long postgresPid) {
    /**
     * Starts the three at the same time and returns when all of them answer.
     *
     * @param running takes over what was started, also when another part fails
     * @throws io.callstream.stack.StackException for what the user can change: a busy port, an unwritable folder
     */
    public static EmbeddedStack start(DataDirOption data, StackPorts ports, Running running, Progress progress) {
        Parts parts = new Parts(running, progress);
        CompletableFuture<KafkaBroker> kafka = parts.start(
                "Kafka",
                () -> KafkaBroker.start(KafkaOptions.in(data.of("kafka")).withPort(ports.kafka())),
                KafkaBroker::bootstrapServers);
        CompletableFuture<SchemaRegistryServer> registry = parts.start(
                "Registry",
                () -> SchemaRegistryServer.start(
                        RegistryOptions.in(data.of("registry")).withPort(ports.registry())),
                SchemaRegistryServer::url);
        CompletableFuture<PostgresServer> postgres = parts.start(
                "PostgreSQL",
                () -> PostgresServer.start(PostgresOptions.in(data.of("postgres"))
                        .withPort(ports.postgres())
                        .withStopWithJvm(false)),
                PostgresServer::jdbcUrl);
        parts.awaitAll(List.of(kafka, registry, postgres));
        return new EmbeddedStack(
                kafka.join().bootstrapServers(),
                registry.join().url(),
                PostgresUrl.of(postgres.join()),
                postgres.join().pid());
    }

    @Override
    public String toString() {
        return "EmbeddedStack[kafka=" + kafka + ", registry=" + registry + "]";
    }

    private record Parts(Running running, Progress progress) {
        <T extends AutoCloseable> CompletableFuture<T> start(
                String name, Supplier<T> start, Function<T, String> address) {
            CompletableFuture<T> started = new CompletableFuture<>();
            new Thread(
                            () -> {
                                long begun = System.nanoTime();
                                try {
                                    T part = running.add(start.get());
                                    progress.started(
                                            name, address.apply(part), Duration.ofNanos(System.nanoTime() - begun));
                                    started.complete(part);
                                } catch (RuntimeException e) { // it is thrown again where the caller waits
                                    started.completeExceptionally(e);
                                }
                            },
                            "start-" + name)
                    .start();
            return started;
        }

        /** Waits for every part, so that none is still starting when the first failure is reported. */
        void awaitAll(List<CompletableFuture<?>> parts) {
            try {
                CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }
}
