package io.callstream.gateway.config;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the reference of the settings from the records' annotations and the defaults that an empty file leads to. */
final class ConfigReference {
    private static final String HEAD = """
            # Configuration

            Generated from the records that `config.yaml` is read into; a test keeps this page up to date.

            The file is LiteLLM's; [below](#litellms-keys) stands what becomes of each of its keys. Everything of our own
            stands under `callstream:`, where an unknown key stops the start, as an unknown section does. A value
            `os.environ/NAME` is read from `environment_variables`, then from the environment. Sizes are written as `64MiB`, times as `500ms`, `30s` or `5m` (a bare number counts seconds).

            | key | default | what it does |
            |---|---|---|
            """;

    /** The first two are shared with the sinks, and `sinks` is read by each sink itself. */
    private static final String SHARED = """
            | `callstream.kafka.bootstrap_servers` | `localhost:9092` | Brokers to ask first, host:port, comma-separated. |
            | `callstream.kafka.properties` |  | Further settings of Kafka's clients under Kafka's own names (security, SASL, ...). |
            | `callstream.kafka.partitions` | `12` | Partitions of the event topics when they are created. |
            | `callstream.kafka.replication_factor` | `1` | Copies of each partition when topics are created. |
            | `callstream.schema_registry.url` | `http://localhost:8081` | Schema registry with Confluent's API. |
            | `callstream.schema_registry.properties` |  | Further settings under the names of Confluent's client. |
            | `callstream.schema_registry.auto_register` | `true` | Whether the gateway brings its schemas along. |
            | `callstream.analytics` |  | How much analytics runs, and how long it keeps things; see [the guide](../guides/analytics.md#settings). |
            | `callstream.alerts` |  | Rules of alerts; see [the guide](../guides/analytics.md#alerts). |
            | `callstream.sinks.<name>` |  | Settings of a sink; see its README. |
            | `callstream.accept_ignored` |  | Keys of LiteLLM's that are left out although that may do harm, by name. |
            """;

    private static final String LITELLM = """

            ## LiteLLM's keys

            `callstream config check FILE` says all of this about a file, without starting anything. A key that stands in no
            table is unknown and warned of. A `*` at the end of a key stands for anything.
            """;

    private static final String WORKS = """

            ### These work

            | key | here |
            |---|---|
            """;

    private static final String NOTHING = """

            ### These have no effect

            They are listed in one warning at the start.

            | key | here |
            |---|---|
            """;

    private static final String STOPS = """

            ### These stop the start

            Left out in silence they would do harm: something would be let through, spent, recorded or sent that the file says is
            not to be. The start is refused with the list of them, unless `callstream.accept_ignored` names each, such as
            `[general_settings.database_url, guardrails]`.

            | key | here |
            |---|---|
            """;

    private final List<String> rows = new ArrayList<>();

    String write() {
        Problems problems = new Problems();
        Environment environment = Environment.of(Map.of());
        GatewayConfig defaults =
                GatewayConfig.read(new ConfigFile(environment).parse("", "empty", problems), environment);
        describe(GatewayConfig.class, defaults);
        return HEAD
                + String.join("", rows)
                + SHARED
                + LITELLM
                + WORKS
                + table(LitellmKey.Kind.WORKS)
                + NOTHING
                + table(LitellmKey.Kind.NOTHING)
                + STOPS
                + table(LitellmKey.Kind.STOPS);
    }

    private static String table(LitellmKey.Kind kind) {
        return LitellmKeys.load().rows().stream()
                .filter(row -> row.kind() == kind)
                .map(row -> "| `%s` | %s |%n".formatted(row.key(), row.says()))
                .collect(Collectors.joining());
    }

    private void describe(Class<?> type, @Nullable Object defaults) {
        for (RecordComponent component : type.getRecordComponents()) {
            Object value = defaults == null ? null : value(component, defaults);
            Setting setting = component.getAnnotation(Setting.class);
            if (setting != null) {
                rows.add("| `%s` | %s | %s |%n".formatted(setting.key(), shown(setting.key(), value), setting.says()));
            }
            Class<?> nested = recordOfOurs(component.getGenericType());
            if (nested != null) {
                describe(nested, nested.isInstance(value) ? value : null);
            }
        }
    }

    private static @Nullable Class<?> recordOfOurs(Type type) {
        Type inner = type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
        return inner instanceof Class<?> found
                        && found.isRecord()
                        && found.getPackage().equals(Setting.class.getPackage())
                        && found != KeyHash.class
                ? found
                : null;
    }

    private static Object value(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static String shown(String key, @Nullable Object value) {
        if (value == null || value instanceof Optional<?> || value instanceof List<?> || value instanceof Map<?, ?>) {
            return "";
        }
        if (value instanceof Duration time) {
            return "`" + time.toSeconds() + "s`";
        }
        if (key.endsWith("_bytes") && value instanceof Number number) {
            return "`" + size(number.longValue()) + "`";
        }
        return "`" + value.toString().toLowerCase(Locale.ROOT) + "`";
    }

    private static String size(long bytes) {
        if (bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "GiB";
        }
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + "MiB" : (bytes >> 10) + "KiB";
    }
}
