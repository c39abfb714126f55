package io.callstream.sink.otlp.config;

import io.callstream.settings.Section;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HeaderRules;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.otlp.export.PartialSuccess;
import io.callstream.sink.otlp.genai.Dialect;
import io.callstream.sink.otlp.genai.GenAiSpan;
import io.callstream.sink.otlp.genai.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the settings that the sinks of GenAI spans share; problems are noted in the section. */
public final class OtlpSettings {
    private static final String TRACES = "/v1/traces";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LEAST_TEXT = 64;

    private final SinkSettings settings;
    private final Section section;

    public OtlpSettings(SinkSettings settings) {
        this.settings = settings;
        this.section = settings.section();
    }

    /** Where a base address takes traces; one that names them already is left as it is. */
    public static URI traces(URI base) {
        String address = base.toString().replaceAll("/+$", "");
        return address.endsWith(TRACES) ? URI.create(address) : URI.create(address + TRACES);
    }

    /** Headers from the key {@code headers} over those that the variables list. */
    public Map<String, String> headers(String... variables) {
        Map<String, String> headers = new LinkedHashMap<>(listed("headers", variables));
        headers.putAll(section.textMap("headers"));
        headers.forEach((name, value) -> {
            if (!HeaderRules.isName(name) || !HeaderRules.isValue(value)) {
                section.problem("headers", "header '" + name + "' cannot be set");
            }
        });
        return headers;
    }

    /**
     * The resource's attributes; {@code service_name} and {@code environment}, or the variables that stand for them, win over the
     * lists.
     */
    public Map<String, String> resource(String serviceVariable, String environmentVariable) {
        Map<String, String> resource = new LinkedHashMap<>(listed("resource", "OTEL_RESOURCE_ATTRIBUTES"));
        resource.putAll(section.textMap("resource"));
        settings.text("service_name", serviceVariable).ifPresent(name -> resource.put("service.name", name));
        settings.text("environment", environmentVariable)
                .ifPresent(name -> resource.put("deployment.environment.name", name));
        return resource;
    }

    private Map<String, String> listed(String key, String... variables) {
        for (String variable : variables) {
            Optional<String> list = settings.environment().get(variable);
            if (list.isPresent()) {
                return parsed(key, variable, list.get());
            }
        }
        return Map.of();
    }

    private Map<String, String> parsed(String key, String variable, String list) {
        try {
            return KeyValueList.parse(list);
        } catch (IllegalArgumentException e) {
            section.problem(key, "cannot be read from " + variable + " (" + e.getMessage() + ")");
            return Map.of();
        }
    }

    /**
     * How spans are written, with the key {@code rename} over the dialect's names.
     *
     * @param contentVariable environment variable that says {@code false} to leave out what was said
     */
    public GenAiSpan.Options spans(Dialect dialect, String contentVariable) {
        Dialect renamed = new Dialect(dialect.names().with(section.textMap("rename")), dialect.forms());
        boolean byEnvironment = settings.environment()
                .get(contentVariable)
                .filter("false"::equalsIgnoreCase)
                .isEmpty();
        return new GenAiSpan.Options(
                renamed,
                section.flag("content", byEnvironment),
                new Limits(section.integer("max_text", Limits.NONE.text(), LEAST_TEXT, Integer.MAX_VALUE)));
    }

    /** What is done when some spans of a request are refused. */
    public PartialSuccess.Some some() {
        return section.choice("partial_success", PartialSuccess.Some.class, PartialSuccess.Some.COUNT);
    }

    public HttpOptions http() {
        return HttpOptions.of(settings.timeout(TIMEOUT), section.flag("gzip", true));
    }
}
