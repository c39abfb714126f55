package io.callstream.sink.loki;

import io.callstream.settings.Key;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import io.callstream.sink.json.EventColumns;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A tenant of a Loki.
 *
 * @param target its push address and credentials
 * @param labels which stream an event belongs to
 * @param metadata columns that go with a line as structured metadata
 * @param longestLine bytes of a line; a longer one is sent without what was said
 * @param timeout from the start of a request to the end of its answer
 */
public record LokiSinkConfig(
        Target target, StreamLabels labels, List<String> metadata, int longestLine, Duration timeout) {
    static final Key<URI> URL = Key.url("url")
            .orVariables("LOKI_URL", "LOKI_ADDR")
            .required()
            .says("Loki; `/loki/api/v1/push` is added unless it is there.");
    static final Key<Map<String, String>> LABELS =
            Key.textMap("labels").byDefault("{service_name: callstream}").says("Labels that every stream has.");
    static final Key<List<String>> LABEL_COLUMNS = Key.texts("label_columns")
            .as(LokiSinkConfig::plain)
            .byDefault("[kind, gateway_id, provider]")
            .says("Columns whose values are labels. Each value makes a stream: take columns that have few.");
    static final Key<List<String>> METADATA = Key.texts("metadata")
            .as(LokiSinkConfig::plain)
            .byDefault(
                    "[call_id, trace_id, span_id, session_id, end_user, user_id, team_id, key_alias, model_group, model,"
                            + " error_code]")
            .says("Columns that are structured metadata of a line; `[]` for a Loki before 3.0.");
    /** Loki's default for {@code max_line_size}. */
    static final Key<Integer> MAX_LINE = Key.bytes("max_line")
            .max("1GiB")
            .as(Math::toIntExact)
            .byDefault("256KiB")
            .says("Of a longer line the long texts keep their beginnings, and it is marked `content_cut`.");

    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    private static final String PUSH = "/loki/api/v1/push";

    public LokiSinkConfig {
        metadata = List.copyOf(metadata);
    }

    static LokiSinkConfig read(SinkSettings settings) {
        String base = settings.get(URL).toString().replaceAll("/+$", "");
        return new LokiSinkConfig(
                new Target(URI.create(base.endsWith(PUSH) ? base : base + PUSH), Credentials.headers(settings)),
                labels(settings),
                settings.get(METADATA),
                settings.get(MAX_LINE),
                settings.get(TIMEOUT));
    }

    private static StreamLabels labels(SinkSettings settings) {
        Map<String, String> fixed = settings.get(LABELS);
        List<String> columns = settings.get(LABEL_COLUMNS);
        fixed.keySet().stream()
                .filter(name -> !StreamLabels.isName(name))
                .forEach(name -> settings.problem(LABELS, "has '" + name + "', which Loki takes as no label"));
        int count = fixed.size() + columns.size();
        if (count == 0 || count > StreamLabels.MOST) {
            settings.problem(LABELS, "and label_columns are " + count + " (expected 1 to " + StreamLabels.MOST + ")");
            return new StreamLabels(Map.of("service_name", "callstream"), List.of());
        }
        return new StreamLabels(fixed, columns);
    }

    private static List<String> plain(List<String> columns) {
        columns.stream()
                .filter(column -> !EventColumns.isPlain(column))
                .findFirst()
                .ifPresent(column -> {
                    throw new IllegalArgumentException(
                            "has '" + column + "', which is no column that may be told there");
                });
        return columns;
    }
}
