package io.callstream.sql.flink;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.settings.HostPort;
import io.callstream.sql.query.SqlException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** A session cluster that somebody else runs. */
record RemoteCluster(Configuration client) implements FlinkCluster {
    private static final int DEFAULT_PORT = 8081;
    private static final int UNAVAILABLE = 503;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration STARTING = Duration.ofSeconds(20);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);

    /**
     * @param jars what the cluster does not have
     * @throws SqlException if nothing of this version answers there
     */
    static RemoteCluster at(HostPort address, List<String> jars) {
        int port = address.port() < 0 ? DEFAULT_PORT : address.port();
        check(new HostPort(address.host(), port));
        Configuration client = client(address.host(), port);
        client.set(PipelineOptions.JARS, jars);
        return new RemoteCluster(client);
    }

    static Configuration client(String host, int port) {
        Configuration client = new Configuration();
        client.set(DeploymentOptions.TARGET, "remote");
        client.set(RestOptions.ADDRESS, host);
        client.set(RestOptions.PORT, port);
        client.set(RestOptions.RETRY_MAX_ATTEMPTS, 2);
        client.set(RestOptions.RETRY_DELAY, Duration.ofMillis(500));
        return client;
    }

    private static void check(HostPort address) {
        String ours = EnvironmentInformation.getVersion();
        String theirs = version(address);
        if (!minor(ours).equals(minor(theirs))) {
            throw refused(
                    "--cluster " + address + " runs Flink " + theirs + " (expected " + minor(ours)
                            + ", the version of this engine)",
                    new IllegalStateException(theirs));
        }
    }

    private static String version(HostPort address) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/config"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = whenItHasStarted(http, request);
            return new ObjectMapper()
                    .readTree(answer.body())
                    .path("flink-version")
                    .asText("of unknown version");
        } catch (IOException e) {
            throw refused("--cluster " + address + ": no Flink JobManager answers there (see its REST address)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("interrupted while asking " + address, e);
        }
    }

    /** A JobManager listens before it has elected its leader, and until then says that it is not available. */
    private static HttpResponse<String> whenItHasStarted(HttpClient http, HttpRequest request)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + STARTING.toNanos();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        while (answer.statusCode() == UNAVAILABLE && System.nanoTime() - deadline < 0) {
            Thread.sleep(BETWEEN_QUESTIONS.toMillis());
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        return answer;
    }

    private static String minor(String version) {
        String[] parts = version.split("\\.", -1);
        return parts.length < 2 ? version : parts[0] + "." + parts[1];
    }

    private static SqlException refused(String message, Exception reason) {
        return new SqlException(message, Optional.empty(), false, reason);
    }

    @Override
    public void close() {}
}
