package io.callstream.gateway.app;

import io.callstream.events.DerivedKind;
import io.callstream.events.SpendRecord;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads rows of the ledger of spending; the registry's client is made for the first of them. Confined to one thread. */
final class LedgerRows implements Function<byte[], SpendRecord> {
    private final Supplier<SchemaRegistryClient> registry;
    private @Nullable EventDecoder decoder;

    LedgerRows(Supplier<SchemaRegistryClient> registry) {
        this.registry = registry;
    }

    @Override
    public SpendRecord apply(byte[] row) {
        EventDecoder made = decoder;
        if (made == null) {
            made = new EventDecoder(new RegistryWriterSchemas(registry.get()));
            decoder = made;
        }
        return (SpendRecord) made.decode(DerivedKind.SPEND, row);
    }
}
