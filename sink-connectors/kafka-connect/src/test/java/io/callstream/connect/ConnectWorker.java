package io.callstream.connect;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.NoneConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConfigInfos;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.util.FutureCallback;

/** A real worker of Kafka Connect, standalone, without its REST interface. */
final class ConnectWorker implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final StandaloneHerder herder;

    private ConnectWorker(StandaloneHerder herder) {
        this.herder = herder;
    }

    static ConnectWorker start(String brokers, Path folder) {
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", brokers);
        properties.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        properties.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        properties.put("offset.storage.file.filename", folder.resolve("offsets").toString());
        properties.put("offset.flush.interval.ms", "300");
        properties.put("plugin.discovery", "service_load"); // the other ways read every class on the path
        Plugins plugins = new Plugins(properties);
        StandaloneConfig config = new StandaloneConfig(properties);
        NoneConnectorClientConfigOverridePolicy policy = new NoneConnectorClientConfigOverridePolicy();
        FileOffsetBackingStore offsets = new FileOffsetBackingStore(plugins.newInternalConverter(
                true, "org.apache.kafka.connect.json.JsonConverter", Map.of("schemas.enable", "false")));
        offsets.configure(config);
        Worker worker = new Worker("test", Time.SYSTEM, plugins, config, offsets, policy);
        StandaloneHerder herder = new StandaloneHerder(worker, "test", policy);
        herder.start();
        return new ConnectWorker(herder);
    }

    /** Starts a connector, or gives a running one a new configuration. */
    void put(String name, Map<String, String> config) throws Exception {
        FutureCallback<Herder.Created<ConnectorInfo>> done = new FutureCallback<>();
        herder.putConnectorConfig(name, config, true, done);
        done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    ConfigInfos validate(Map<String, String> config) throws Exception {
        FutureCallback<ConfigInfos> done = new FutureCallback<>();
        herder.validateConnectorConfig(config, done);
        return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The tasks' states, such as RUNNING; none while there is no connector of that name. */
    List<ConnectorStateInfo.TaskState> tasks(String name) {
        try {
            return herder.connectorStatus(name).tasks();
        } catch (NotFoundException e) {
            return List.of();
        }
    }

    /** As an orderly stop of the worker's process. */
    @Override
    public void close() {
        herder.stop();
    }
}
