package io.callstream.sink.loki;

import io.callstream.settings.Section;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Repeats;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Target;
import io.callstream.sink.json.EventColumns;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the {@code loki} sink. The variables are those of logcli, Loki's own client. */
public final class LokiSinkFactory implements SinkFactory<LokiSinkConfig> {
    private static final String PUSH = "/loki/api/v1/push";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Loki's default for {@code max_line_size}. */
    private static final int LINE = 256 << 10;

    private static final Map<String, String> LABELS = Map.of("service_name", "callstream");
    private static final List<String> LABEL_COLUMNS = List.of("kind", "gateway_id", "provider");
    private static final List<String> METADATA = List.of(
            "call_id",
            "trace_id",
            "span_id",
            "session_id",
            "end_user",
            "user_id",
            "team_id",
            "key_alias",
            "model_group",
            "model",
            "error_code");

    @Override
    public String name() {
        return "loki";
    }

    @Override
    public LokiSinkConfig configure(SinkSettings settings) {
        Section section = settings.section();
        String base =
                settings.requiredUrl("url", "LOKI_URL", "LOKI_ADDR").toString().replaceAll("/+$", "");
        return new LokiSinkConfig(
                new Target(URI.create(base.endsWith(PUSH) ? base : base + PUSH), Credentials.headers(settings)),
                labels(section),
                columns(section, "metadata", METADATA),
                (int) Math.min(section.bytes("max_line", LINE), Integer.MAX_VALUE),
                settings.timeout(TIMEOUT));
    }

    private static StreamLabels labels(Section section) {
        Map<String, String> fixed = section.has("labels") ? section.textMap("labels") : LABELS;
        List<String> columns = columns(section, "label_columns", LABEL_COLUMNS);
        fixed.keySet().stream()
                .filter(name -> !StreamLabels.isName(name))
                .forEach(name -> section.problem("labels", "has '" + name + "', which Loki takes as no label"));
        int count = fixed.size() + columns.size();
        if (count == 0 || count > StreamLabels.MOST) {
            section.problem("labels", "and label_columns are " + count + " (expected 1 to " + StreamLabels.MOST + ")");
            return new StreamLabels(LABELS, List.of());
        }
        return new StreamLabels(fixed, columns);
    }

    private static List<String> columns(Section section, String key, List<String> fallback) {
        if (!section.has(key)) {
            return fallback;
        }
        List<String> columns = section.texts(key);
        columns.stream()
                .filter(column -> !EventColumns.isPlain(column))
                .forEach(column ->
                        section.problem(key, "has '" + column + "', which is no column that may be told there"));
        return columns;
    }

    /** Loki's own clients send 1 MB at a time; by default, lines of more than a week ago are refused. */
    @Override
    public BatchPolicy batching(LokiSinkConfig config) {
        return BatchPolicy.of(1_000, 1L << 20, Duration.ofSeconds(1))
                .withMaxAge(Duration.ofDays(7).minusHours(1));
    }

    @Override
    public Repeats repeats(LokiSinkConfig config) {
        return Repeats.MERGED;
    }

    @Override
    public Sink create(LokiSinkConfig config, SinkContext context) {
        return new LokiSink(config, new HttpSender(HttpOptions.of(config.timeout(), true), context.clock()));
    }

    @Override
    public String withoutErasure() {
        return "Loki deletes lines only where its operator has enabled deletion: ask its compactor to (/loki/api/v1/delete)";
    }
}
