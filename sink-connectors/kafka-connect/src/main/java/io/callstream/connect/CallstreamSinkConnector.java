package io.callstream.connect;

import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.settings.Environment;
import io.callstream.settings.SettingsException;
import io.callstream.sink.runtime.PushedSink;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Presents any Callstream sink as a connector. Each task is one copy of the sink; they share the partitions as copies of the
 * sink's service do.
 */
public final class CallstreamSinkConnector extends SinkConnector {
    private static final String TOPICS = "topics";
    private static final String TRANSFORMS = "transforms";
    private static final List<String> EVENT_TOPICS =
            Stream.of(EventKind.values()).map(EventKind::topic).sorted().toList();

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return ownVersion();
    }

    @Override
    public ConfigDef config() {
        return ConnectorKeys.definition();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return CallstreamSinkTask.class;
    }

    /** Also reads the sink's own settings, so that everything that is wrong is told before a task starts. */
    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        Config config = super.validate(connectorConfigs);
        List<String> wrong = new ArrayList<>(wrongTopics(connectorConfigs));
        try {
            ConnectorSettings settings = ConnectorSettings.read(connectorConfigs, sinks(), Environment.system());
            PushedSink.check(settings.options(), settings.account());
        } catch (ConfigException | SettingsException e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        note(wrong, config);
        return config;
    }

    /** Beside what Connect has found by itself. */
    private static void note(List<String> wrong, Config config) {
        for (ConfigValue value : config.configValues()) {
            if (value.name().equals(ConnectorKeys.SINK) && value.errorMessages().isEmpty()) {
                wrong.forEach(value::addErrorMessage);
            }
        }
    }

    /** Transformations may rename topics; without any, each has to be a topic of events. */
    private static List<String> wrongTopics(Map<String, String> configs) {
        if (configs.containsKey(TRANSFORMS)) {
            return List.of();
        }
        boolean alerts = Boolean.parseBoolean(configs.get(ConnectorKeys.ALERTS));
        Collection<String> wanted = alerts ? List.of(DerivedKind.ALERT.topic()) : EVENT_TOPICS;
        return Stream.of(configs.getOrDefault(TOPICS, "").split(","))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty() && !wanted.contains(topic))
                .map(topic -> topic + " is no topic of " + (alerts ? "alerts" : "events") + " (there are: "
                        + String.join(", ", wanted) + ")")
                .toList();
    }

    @Override
    public void start(Map<String, String> props) {
        properties = Map.copyOf(props);
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        String folder = properties.getOrDefault(ConnectorKeys.DATA, "callstream-data");
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int i = 0; i < maxTasks; i++) {
            Map<String, String> task = new HashMap<>(properties);
            task.put(
                    ConnectorKeys.DATA,
                    Path.of(folder, properties.getOrDefault("name", "sink"), Integer.toString(i))
                            .toString());
            tasks.add(task);
        }
        return tasks;
    }

    @Override
    public void stop() {}

    static String ownVersion() {
        String version = CallstreamSinkConnector.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    /** Those in the plug-in's own folder. */
    static SinkCatalogue sinks() {
        return SinkCatalogue.of(CallstreamSinkConnector.class.getClassLoader());
    }
}
