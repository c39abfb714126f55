package io.callstream.sink.datadog;

import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.Target;
import io.callstream.sink.json.Texts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what both sinks of this module are told, by the names that Datadog's and LiteLLM's users know. */
final class DatadogSettings {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]");
    private static final int LONGEST_APPLICATION = 193;
    private static final int LARGEST_PORT = 65_535;

    private final SinkSettings settings;
    private final Intake intake;

    DatadogSettings(SinkSettings settings, Intake intake) {
        this.settings = settings;
        this.intake = intake;
    }

    DatadogSinkConfig read() {
        return new DatadogSinkConfig(new Target(address(), key()), labels(), settings.timeout(TIMEOUT));
    }

    /** An Agent has the key itself. */
    private Map<String, String> key() {
        Optional<Secret> key = agent().isPresent()
                ? settings.secret("api_key", "DD_API_KEY")
                : Optional.of(settings.requiredSecret("api_key", "DD_API_KEY"));
        return key.map(secret -> Map.of("DD-API-KEY", secret.reveal())).orElse(Map.of());
    }

    private URI address() {
        String site = host("site", settings.text("site", "DD_SITE").orElse("datadoghq.com"));
        int port = port();
        URI direct = agent().map(agent -> intake.ofAgent(host("agent_host", agent), port))
                .orElseGet(() -> intake.ofSite(site));
        return settings.url("base_url", "DD_BASE_URL").map(intake::below).orElse(direct);
    }

    private Optional<String> agent() {
        return settings.text("agent_host", "LITELLM_DD_AGENT_HOST");
    }

    private String host(String key, String said) {
        if (HOST.matcher(said).matches()) {
            return said;
        }
        settings.section().problem(key, "is '" + said + "' (expected the name of a host, such as us5.datadoghq.com)");
        return "localhost";
    }

    private int port() {
        Optional<String> said = settings.text("agent_port", intake.portVariable());
        try {
            int port = said.map(Integer::parseInt).orElse(intake.agentPort());
            if (port > 0 && port <= LARGEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, as any other text that is no port.
        }
        settings.section().problem("agent_port", "is '" + said.orElse("") + "' (expected 1 to " + LARGEST_PORT + ")");
        return intake.agentPort();
    }

    private Labels labels() {
        String service = settings.text("service", "DD_SERVICE").orElse("callstream");
        return new Labels(
                settings.text("source", "DD_SOURCE").orElse("callstream"),
                service,
                application(settings.text("ml_app", "DD_LLMOBS_ML_APP").orElse(service)),
                settings.text("hostname", "DD_HOSTNAME", "HOSTNAME").orElse(""),
                tags(service));
    }

    /** Only some characters may stand in the name of an application. */
    private static String application(String name) {
        return Texts.id(name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}:./_-]+", "-"), LONGEST_APPLICATION);
    }

    private List<String> tags(String service) {
        List<String> tags = new ArrayList<>();
        settings.text("env", "DD_ENV").ifPresent(env -> tags.add(Labels.tag("env", env)));
        tags.add(Labels.tag("service", service));
        settings.text("version", "DD_VERSION").ifPresent(version -> tags.add(Labels.tag("version", version)));
        settings.text("pod_name", "POD_NAME").ifPresent(pod -> tags.add(Labels.tag("pod_name", pod)));
        settings.text("tags", "DD_TAGS")
                .ifPresent(more -> Arrays.stream(more.split("[,\\s]+", -1))
                        .filter(tag -> !tag.isEmpty())
                        .forEach(tags::add));
        return tags;
    }
}
