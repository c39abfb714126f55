package io.callstream.whole.backend;

import com.github.dockerjava.api.DockerClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The same roles from the official images. What is stopped is frozen: its port stays, and nothing answers on it, which is
 * harder on clients than a port that refuses. For one thread.
 */
final class ContainerBackends implements Backends {
    static final String KAFKA = "apache/kafka:4.3.1";
    static final String REGISTRY = "apicurio/apicurio-registry:3.3.3";
    static final String POSTGRES = "postgres:17";

    private static final int REGISTRY_PORT = 8080;
    private static final int POSTGRES_PORT = 5432;
    private static final String API = "/apis/ccompat/v7";
    private static final String PASSWORD = "callstream";

    private final DockerClient docker = DockerClientFactory.instance().client();
    private final KafkaContainer kafka = new KafkaContainer(DockerImageName.parse(KAFKA));
    private final GenericContainer<?> registry = new GenericContainer<>(DockerImageName.parse(REGISTRY))
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp(API + "/subjects").forPort(REGISTRY_PORT));
    private final List<String> frozen = new ArrayList<>();
    private @Nullable GenericContainer<?> postgres;

    ContainerBackends() {
        try {
            kafka.start();
            registry.start();
            EventTopics.create(bootstrapServers());
        } catch (RuntimeException e) {
            close(); // whatever it was, nothing that was started may stay
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public URI registry() {
        return URI.create("http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + API);
    }

    @Override
    public DatabaseLogin database() {
        GenericContainer<?> running = postgres == null ? startPostgres() : postgres;
        postgres = running;
        String url = "jdbc:postgresql://" + running.getHost() + ":" + running.getMappedPort(POSTGRES_PORT);
        return new DatabaseLogin(url + "/postgres", "postgres", PASSWORD);
    }

    @Override
    public void stopKafka() {
        freeze(kafka.getContainerId());
    }

    @Override
    public void startKafka() {
        thaw(kafka.getContainerId());
    }

    @Override
    public void stopRegistry() {
        freeze(registry.getContainerId());
    }

    @Override
    public void startRegistry() {
        thaw(registry.getContainerId());
    }

    @Override
    public void close() {
        List.copyOf(frozen).forEach(this::thaw);
        if (postgres != null) {
            postgres.close();
        }
        registry.close();
        kafka.close();
    }

    /** Its image starts the server twice: first to make the database, then for its clients. */
    private static GenericContainer<?> startPostgres() {
        GenericContainer<?> postgres = new GenericContainer<>(DockerImageName.parse(POSTGRES))
                .withExposedPorts(POSTGRES_PORT)
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*", 2));
        postgres.start();
        return postgres;
    }

    private void freeze(String container) {
        docker.pauseContainerCmd(container).exec();
        frozen.add(container);
    }

    private void thaw(String container) {
        docker.unpauseContainerCmd(container).exec();
        frozen.remove(container);
    }
}
