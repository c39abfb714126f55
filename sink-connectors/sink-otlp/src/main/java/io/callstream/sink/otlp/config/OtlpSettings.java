package io.callstream.sink.otlp.config;

import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HeaderRules;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.otlp.export.PartialSuccess;
import io.callstream.sink.otlp.genai.Dialect;
import io.callstream.sink.otlp.genai.GenAiSpan;
import io.callstream.sink.otlp.genai.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the settings that the sinks of GenAI spans share; problems are noted in the section. */
public final class OtlpSettings {
    static final Key<Map<String, String>> RENAME = Key.textMap("rename")
            .byDefault(Map.of(), "")
            .says(
                    "A mapping of names to other names, or to `''` to leave an attribute out; `callstream.metadata.*: tags.*`"
                            + " renames all that begin so.");
    static final Key<Integer> MAX_TEXT = Key.integer("max_text")
            .min("64")
            .byDefault(Limits.NONE.text(), "")
            .says(
                    "Characters of one attribute; longer ones are cut and named in `callstream.cut`. By default no limit.");
    static final Key<Map<String, String>> RESOURCE = Key.textMap("resource")
            .orVariables("OTEL_RESOURCE_ATTRIBUTES")
            .byDefault(Map.of(), "")
            .says("Further attributes of the resource; in the variable `name=value,name=value`.");
    static final Key<PartialSuccess.Some> PARTIAL_SUCCESS = Key.choice("partial_success", PartialSuccess.Some.class)
            .byDefault("count")
            .says("What to do when the receiver refuses some spans of a request: `count` or `find`, see"
                    + " [sink-otel](../sink-otel/README.md#what-is-held-retried-refused).");
    static final Key<Boolean> GZIP = Key.flag("gzip").byDefault("true").says("Compresses requests.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    private static final String TRACES = "/v1/traces";

    private final SinkSettings settings;
    private final OtlpVariables variables;

    /** @param variables what the destination's users know these settings by */
    public OtlpSettings(SinkSettings settings, OtlpVariables variables) {
        this.settings = settings;
        this.variables = variables;
    }

    /** The settings that are read here, with those of a destination before them. */
    public static List<Key<?>> keys(OtlpVariables variables, Key<?>... before) {
        List<Key<?>> keys = new ArrayList<>(List.of(before));
        keys.addAll(variables.keys());
        keys.addAll(KeyReference.statedIn(OtlpSettings.class));
        return keys;
    }

    /** Where a base address takes traces; one that names them already is left as it is. */
    public static URI traces(URI base) {
        String address = base.toString().replaceAll("/+$", "");
        return address.endsWith(TRACES) ? URI.create(address) : URI.create(address + TRACES);
    }

    /** Headers from the key {@code headers} over those that its variable lists. */
    public Map<String, String> headers() {
        Key<Map<String, String>> key = variables.headers();
        Map<String, String> headers = merged(key);
        headers.forEach((name, value) -> {
            if (!HeaderRules.isName(name) || !HeaderRules.isValue(value)) {
                settings.problem(key, "header '" + name + "' cannot be set");
            }
        });
        return headers;
    }

    /**
     * The resource's attributes; {@code service_name} and {@code environment}, or the variables that stand for them, win over the
     * lists.
     */
    public Map<String, String> resource() {
        Map<String, String> resource = merged(RESOURCE);
        settings.get(variables.serviceName()).ifPresent(name -> resource.put("service.name", name));
        settings.get(variables.environment()).ifPresent(name -> resource.put("deployment.environment.name", name));
        return resource;
    }

    /** What a variable lists, with what the file says over it. */
    private Map<String, String> merged(Key<Map<String, String>> key) {
        Map<String, String> all = new LinkedHashMap<>();
        settings.variable(key).ifPresent(list -> all.putAll(listed(key, list)));
        all.putAll(settings.section().get(key));
        return all;
    }

    private Map<String, String> listed(Key<?> key, String list) {
        try {
            return KeyValueList.parse(list);
        } catch (IllegalArgumentException e) {
            String variable = key.variables().stream()
                    .filter(name -> settings.environment().get(name).isPresent())
                    .findFirst()
                    .orElse("");
            settings.problem(key, "cannot be read from " + variable + " (" + e.getMessage() + ")");
            return Map.of();
        }
    }

    /** How spans are written, with the key {@code rename} over the dialect's names. */
    public GenAiSpan.Options spans(Dialect dialect) {
        Dialect renamed = new Dialect(dialect.names().with(settings.get(RENAME)), dialect.forms());
        boolean content = settings.section()
                .get(variables.content())
                .orElseGet(() -> settings.variable(variables.content())
                        .filter("false"::equalsIgnoreCase)
                        .isEmpty());
        return new GenAiSpan.Options(renamed, content, new Limits(settings.get(MAX_TEXT)));
    }

    /** What is done when some spans of a request are refused. */
    public PartialSuccess.Some some() {
        return settings.get(PARTIAL_SUCCESS);
    }

    public HttpOptions http() {
        return HttpOptions.of(settings.get(TIMEOUT), settings.get(GZIP));
    }
}
