package io.callstream.sink.datadog;

import io.callstream.settings.Key;
import io.callstream.settings.KeyDraft;
import io.callstream.settings.KeyReference;
import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
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
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]");

    static final Key<Optional<Secret>> API_KEY = Key.secret("api_key")
            .orVariables("DD_API_KEY")
            .optional()
            .says("Sent as `DD-API-KEY`; required without an Agent.");
    static final Key<String> SITE = host("site")
            .orVariables("DD_SITE")
            .byDefault("datadoghq.com")
            .says("Such as `us5.datadoghq.com` or `datadoghq.eu`.");
    static final Key<String> SERVICE = Key.text("service")
            .orVariables("DD_SERVICE")
            .byDefault("callstream")
            .says("The service, also as a tag.");
    static final Key<Optional<String>> ENV =
            Key.text("env").orVariables("DD_ENV").optional().says("Becomes a tag.");
    static final Key<Optional<String>> VERSION =
            Key.text("version").orVariables("DD_VERSION").optional().says("Becomes a tag.");
    static final Key<Optional<String>> TAGS = Key.text("tags")
            .orVariables("DD_TAGS")
            .optional()
            .says("More tags, `key:value`, parted by commas or spaces.");
    static final Key<String> SOURCE =
            Key.text("source").orVariables("DD_SOURCE").byDefault("callstream").says("`ddsource` of logs.");
    static final Key<Optional<String>> HOSTNAME = Key.text("hostname")
            .orVariables("DD_HOSTNAME", "HOSTNAME")
            .optional()
            .says("`hostname` of logs.");
    static final Key<Optional<String>> POD_NAME =
            Key.text("pod_name").orVariables("POD_NAME").optional().says("Becomes a tag.");
    static final Key<Optional<String>> ML_APP = Key.text("ml_app")
            .orVariables("DD_LLMOBS_ML_APP")
            .optional()
            .says("The LLM application, by default the service; put into lower case, and other characters than letters,"
                    + " digits and `:./_-` become dashes.");
    static final Key<Optional<String>> AGENT_HOST = host("agent_host")
            .orVariables("LITELLM_DD_AGENT_HOST")
            .optional()
            .says("Goes to this Agent by plain HTTP instead; the key is then its own affair.");
    static final Key<Optional<URI>> BASE_URL = Key.url("base_url")
            .orVariables("DD_BASE_URL")
            .optional()
            .says("Goes to this address instead; `/api/v2/logs` or `/api/intake/llm-obs/v1/trace/spans` is put behind"
                    + " it.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    private static final int LONGEST_APPLICATION = 193;

    private final SinkSettings settings;
    private final Intake intake;

    private DatadogSettings(SinkSettings settings, Intake intake) {
        this.settings = settings;
        this.intake = intake;
    }

    static List<Key<?>> keys(Intake intake) {
        List<Key<?>> keys = KeyReference.statedIn(DatadogSettings.class);
        keys.add(intake.agentPort());
        return keys;
    }

    static DatadogSinkConfig read(SinkSettings settings, Intake intake) {
        return new DatadogSettings(settings, intake).read();
    }

    private DatadogSinkConfig read() {
        return new DatadogSinkConfig(new Target(address(), key()), labels(), settings.get(TIMEOUT));
    }

    /** An Agent has the key itself. */
    private Map<String, String> key() {
        Optional<Secret> key = settings.get(API_KEY);
        if (key.isEmpty() && settings.get(AGENT_HOST).isEmpty()) {
            settings.problem(API_KEY, "is missing (or set the environment variable DD_API_KEY)");
        }
        return key.map(secret -> Map.of("DD-API-KEY", secret.reveal())).orElse(Map.of());
    }

    private URI address() {
        String site = settings.get(SITE);
        int port = settings.get(intake.agentPort());
        URI direct = settings.get(AGENT_HOST)
                .map(agent -> intake.ofAgent(agent, port))
                .orElseGet(() -> intake.ofSite(site));
        return settings.get(BASE_URL).map(intake::below).orElse(direct);
    }

    private static KeyDraft<String> host(String name) {
        return Key.text(name)
                .expecting(said -> HOST.matcher(said).matches(), "the name of a host, such as us5.datadoghq.com");
    }

    private Labels labels() {
        String service = settings.get(SERVICE);
        return new Labels(
                settings.get(SOURCE),
                service,
                application(settings.get(ML_APP).orElse(service)),
                settings.get(HOSTNAME).orElse(""),
                tags(service));
    }

    /** Only some characters may stand in the name of an application. */
    private static String application(String name) {
        return Texts.id(name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}:./_-]+", "-"), LONGEST_APPLICATION);
    }

    private List<String> tags(String service) {
        List<String> tags = new ArrayList<>();
        settings.get(ENV).ifPresent(env -> tags.add(Labels.tag("env", env)));
        tags.add(Labels.tag("service", service));
        settings.get(VERSION).ifPresent(version -> tags.add(Labels.tag("version", version)));
        settings.get(POD_NAME).ifPresent(pod -> tags.add(Labels.tag("pod_name", pod)));
        settings.get(TAGS)
                .ifPresent(more -> Arrays.stream(more.split("[,\\s]+", -1))
                        .filter(tag -> !tag.isEmpty())
                        .forEach(tags::add));
        return tags;
    }
}
