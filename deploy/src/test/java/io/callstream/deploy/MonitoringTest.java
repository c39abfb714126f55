package io.callstream.deploy;

import static io.callstream.deploy.Manifest.map;
import static io.callstream.deploy.Manifest.maps;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What Prometheus of docker-compose.yml asks, and what its rules count on. */
class MonitoringTest {
    private static final Pattern WITH_METRICS = Pattern.compile("(gateway|analytics|sink) .*--port (4000|4100)\\b.*");
    private static final Pattern JOB = Pattern.compile("job=\"([^\"]+)\"");

    private final List<Map<String, Object>> jobs =
            maps(yaml("compose/prometheus.yml").get("scrape_configs"));

    @Test
    void everyServiceThatHasMetricsIsAsked() {
        Map<String, Object> services = map(yaml("docker-compose.yml").get("services"));
        List<String> withMetrics = services.keySet().stream()
                .filter(name -> WITH_METRICS
                        .matcher(String.valueOf(map(services.get(name)).get("command")))
                        .matches())
                .toList();

        List<Object> asked = jobs.stream()
                .flatMap(job -> maps(job.get("dns_sd_configs")).stream())
                .flatMap(lookup -> ((List<?>) lookup.get("names")).stream())
                .map(Object.class::cast)
                .toList();

        assertThat(withMetrics).contains("gateway", "analytics", "sink-postgres");
        assertThat(asked).containsExactlyInAnyOrderElementsOf(withMetrics);
    }

    @Test
    void rulesNameJobsThatThereAre() throws IOException {
        List<String> named = JOB.matcher(text("compose/alerts.yml"))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(named).isNotEmpty();
        assertThat(jobs).extracting(job -> job.get("job_name")).containsAll(named);
    }

    private static Map<String, Object> yaml(String file) {
        try {
            return map(new Load(LoadSettings.builder().build()).loadFromString(text(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of("..").resolve(file));
    }
}
