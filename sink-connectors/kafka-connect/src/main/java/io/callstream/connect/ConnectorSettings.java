package io.callstream.connect;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.runtime.PushedSink;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/**
 * A connector's configuration as the sink's runtime reads it.
 *
 * @param options as from a configuration file that says the same
 * @param account the account of the sink, if not the default one: a route's name, or {@code alerts}
 */
record ConnectorSettings(SinkRunnerOptions options, Optional<String> account) {

    /** What Connect decides in its own way. */
    private static final List<String> CONNECTS_OWN = List.of("events", "from", "on_gap", "routes");

    /**
     * Reads flat keys; values of the sink are checked when it is started.
     *
     * @param properties as Connect hands them over
     * @param catalogue the sinks there are
     * @param environment where sinks find what is not configured
     * @throws ConfigException if a key of the connector's own is wrong
     * @throws SettingsException if a value cannot be read
     */
    static ConnectorSettings read(Map<String, String> properties, SinkCatalogue catalogue, Environment environment) {
        AbstractConfig own = new AbstractConfig(ConnectorKeys.definition(), properties, false);
        String sink = own.getString(ConnectorKeys.SINK);
        Optional<String> account = account(own);
        Section config = new ConfigFile(environment).parse(asFile(sink, properties, own), "connector", new Problems());
        SinkRunnerOptions options = new SinkRunnerOptions(
                sink,
                catalogue,
                config,
                environment,
                Path.of(own.getString(ConnectorKeys.DATA)),
                Optional.empty(),
                Clock.systemUTC(),
                new SharedRandom());
        return new ConnectorSettings(options, account);
    }

    private static Optional<String> account(AbstractConfig own) {
        Optional<String> route = Optional.of(own.getString(ConnectorKeys.ROUTE)).filter(name -> !name.isBlank());
        if (!own.getBoolean(ConnectorKeys.ALERTS)) {
            return route;
        }
        if (route.isPresent()) {
            throw new ConfigException(ConnectorKeys.ALERTS + " and " + ConnectorKeys.ROUTE
                    + " together have no meaning: alerts go to the default account (leave one of them out)");
        }
        return Optional.of(PushedSink.ALERTS);
    }

    private static String asFile(String sink, Map<String, String> properties, AbstractConfig own) {
        NestedKeys keys = new NestedKeys();
        properties.forEach((key, value) -> {
            if (key.startsWith(ConnectorKeys.SINK_PREFIX) && !key.equals(ConnectorKeys.SINK)) {
                String sinks = key.substring(ConnectorKeys.SINK_PREFIX.length());
                refuseConnectsOwn(sinks);
                keys.put(List.of("callstream", "sinks", sink), sinks, value);
            }
        });
        for (String route : routes(own)) {
            keys.open(List.of("callstream", "sinks", sink, "routes", route));
        }
        keys.text(List.of("callstream", "schema_registry", "url"), own.getString(ConnectorKeys.REGISTRY));
        registryProperties(properties)
                .forEach((key, value) -> keys.text(List.of("callstream", "schema_registry", "properties", key), value));
        return keys.json();
    }

    private static void refuseConnectsOwn(String key) {
        String first = key.split("\\.", 2)[0];
        if (CONNECTS_OWN.contains(first)) {
            throw new ConfigException(ConnectorKeys.SINK_PREFIX + key
                    + " has no meaning in Kafka Connect; topics, consumer.override.auto.offset.reset and "
                    + ConnectorKeys.ROUTE + " say it there");
        }
    }

    private static List<String> routes(AbstractConfig own) {
        String route = own.getString(ConnectorKeys.ROUTE);
        return route.isBlank() ? own.getList(ConnectorKeys.OTHER_ROUTES) : List.of(route);
    }

    private static Map<String, String> registryProperties(Map<String, String> properties) {
        Map<String, String> registry = new LinkedHashMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(ConnectorKeys.REGISTRY_PREFIX) && !key.equals(ConnectorKeys.REGISTRY)) {
                registry.put(key.substring(ConnectorKeys.REGISTRY_PREFIX.length()), value);
            }
        });
        return registry;
    }

    /** One object for all threads, each with randomness of its own. */
    private static final class SharedRandom implements RandomGenerator {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    }
}
