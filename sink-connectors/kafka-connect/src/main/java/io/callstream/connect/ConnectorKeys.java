package io.callstream.connect;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The connector's own settings, beside those that every Connect sink has. */
final class ConnectorKeys {
    static final String SINK = "sink.name";
    static final String ROUTE = "callstream.route";
    static final String OTHER_ROUTES = "callstream.other.routes";
    static final String ALERTS = "callstream.alerts";
    static final String DATA = "callstream.data.dir";
    static final String REGISTRY = "schema.registry.url";
    /** What follows is a key of the sink's own. */
    static final String SINK_PREFIX = "sink.";
    /** What follows is a setting of Confluent's client. */
    static final String REGISTRY_PREFIX = "schema.registry.";

    private ConnectorKeys() {}

    static ConfigDef definition() {
        return new ConfigDef()
                .define(SINK, Type.STRING, Importance.HIGH, "Which sink; its own settings are sink.<key>.")
                .define(
                        REGISTRY,
                        Type.STRING,
                        "http://localhost:8081",
                        Importance.HIGH,
                        "Where the events' schemas are; schema.registry.<key> are further settings of the client.")
                .define(ROUTE, Type.STRING, "", Importance.LOW, "Deliver only the calls of this route.")
                .define(
                        OTHER_ROUTES,
                        Type.LIST,
                        "",
                        Importance.LOW,
                        "Routes whose calls other connectors deliver; this one leaves them out.")
                .define(
                        ALERTS,
                        Type.BOOLEAN,
                        false,
                        Importance.LOW,
                        "Deliver alerts and no calls; topics is llm.alert then, and the sink one that takes alerts.")
                .define(
                        DATA,
                        Type.STRING,
                        "callstream-data",
                        Importance.LOW,
                        "Where sinks that keep something between restarts may do so; each task in a folder of its own.");
    }
}
