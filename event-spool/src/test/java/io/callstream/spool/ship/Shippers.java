package io.callstream.spool.ship;

import io.callstream.spool.Spool;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;

/** Shippers that have begun. */
final class Shippers {
    private Shippers() {}

    static Shipper start(Spool spool, ShipOptions options, SchemaRegistryClient registry, BodyKeeper bodies) {
        return begun(Shipper.toKafka(spool, options, () -> registry, bodies));
    }

    static Shipper start(
            Spool spool,
            ShipOptions options,
            SchemaRegistryClient registry,
            ProducerSource producers,
            BodyKeeper bodies) {
        return begun(Shipper.of(spool, options, () -> registry, producers, bodies));
    }

    private static Shipper begun(Shipper shipper) {
        shipper.begin();
        return shipper;
    }
}
