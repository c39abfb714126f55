package io.callstream.spool.ship;

import java.util.Map;

/**
 * Settings of shipping.
 *
 * @param kafka properties for Kafka's producer; {@code bootstrap.servers} is needed, the others have defaults
 * @param registryUrl names the registry, so that schema ids cached on disk are not taken for another registry's
 * @param autoRegister whether schemas that the registry does not know are registered, or waited for
 */
public record ShipOptions(Map<String, String> kafka, String registryUrl, boolean autoRegister) {
    public ShipOptions {
        kafka = Map.copyOf(kafka);
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new IllegalArgumentException("kafka.bootstrap_servers is missing (expected host:port, ...)");
        }
    }

    /** Properties may hold passwords. */
    @Override
    public String toString() {
        return "ShipOptions[bootstrap=" + kafka.get("bootstrap.servers") + ", registryUrl=" + registryUrl
                + ", autoRegister=" + autoRegister + "]";
    }
}
