package io.callstream.whole.backend;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Containers where Docker answers and has or can pull the images, otherwise the embedded stack; {@code
 * -Dcallstream.test.backends=embedded} or {@code containers} decides it. Found out once for each JVM.
 */
public final class BackendChoice {
    private static final Logger log = LoggerFactory.getLogger(BackendChoice.class);
    private static final String SETTING = "callstream.test.backends";
    private static final long PULL_MINUTES = 3;

    private BackendChoice() {}

    /** @param folder for what the embedded stack keeps */
    public static Backends start(Path folder) {
        return Chosen.CONTAINERS ? new ContainerBackends() : new EmbeddedBackends(folder);
    }

    private static boolean containers() {
        return switch (System.getProperty(SETTING, "auto")) {
            case "embedded" -> false;
            case "containers" -> true;
            default -> DockerClientFactory.instance().isDockerAvailable() && usable();
        };
    }

    /** Testcontainers starts a container of its own first, whose image may be out of reach as well. */
    private static boolean usable() {
        try {
            return allPresent();
        } catch (RuntimeException e) {
            log.warn("containers cannot be used: {}", e.toString());
            return false;
        }
    }

    private static boolean allPresent() {
        return Stream.of(ContainerBackends.KAFKA, ContainerBackends.REGISTRY, ContainerBackends.POSTGRES)
                .allMatch(BackendChoice::present);
    }

    private static boolean present(String image) {
        DockerClient docker = DockerClientFactory.instance().client();
        try {
            docker.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException notLocal) {
            return pull(docker, image);
        }
    }

    private static boolean pull(DockerClient docker, String image) {
        try {
            return docker.pullImageCmd(image).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
        } catch (DockerException e) {
            log.warn(
                    "image cannot be pulled: image={} reason={}",
                    image,
                    e.getClass().getSimpleName());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Holds the answer, which costs time to find. */
    private static final class Chosen {
        static final boolean CONTAINERS = containers();

        static {
            log.warn("whole-path tests run against {}", CONTAINERS ? "containers" : "the embedded stack");
        }
    }
}
