package io.callstream.analytics.run;

import io.callstream.events.DerivedKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.settings.RegistrySettings;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;

/** Asks the registry, once and at the start, under which ids rows are written. */
final class SchemaIds {
    private SchemaIds() {}

    /** @throws IllegalStateException if the registry does not answer, refuses the schemas, or does not know them */
    static Map<DerivedKind, Integer> ask(SchemaRegistryClient registry, RegistrySettings settings) {
        EventSchemas schemas = new EventSchemas(registry);
        try {
            return settings.autoRegister() ? schemas.registerDerived() : schemas.lookUpDerived();
        } catch (RestClientException e) {
            throw new IllegalStateException(
                    "the schema registry at " + settings.url() + " has no place for the schemas of analytics"
                            + " (bring them with: callstream schemas register)",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("the schema registry at " + settings.url() + " does not answer", e);
        }
    }
}
