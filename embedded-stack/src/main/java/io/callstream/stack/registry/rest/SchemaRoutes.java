package io.callstream.stack.registry.rest;

import io.callstream.stack.registry.catalog.RegistryError;
import io.callstream.stack.registry.catalog.SchemaCatalog;
import io.callstream.stack.registry.catalog.SchemaVersion;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.entities.SubjectVersion;
import java.util.List;

/** {@code /schemas}: schemas by their id, which is what a record on Kafka carries. */
final class SchemaRoutes {

    private static final String BY_ID = "/schemas/ids/{id}";

    private final SchemaCatalog catalog;

    SchemaRoutes(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/schemas/types", request -> List.of(AvroSchema.TYPE)),
                Route.get(BY_ID, this::schema),
                Route.get(BY_ID + "/schema", request -> new Route.RawJson(catalog.schema(id(request)))),
                Route.get(BY_ID + "/versions", this::versions),
                Route.get(BY_ID + "/subjects", this::subjects));
    }

    private Object schema(RestRequest request) {
        SchemaString schema = new SchemaString(catalog.schema(id(request)));
        if (request.flag("fetchMaxId")) {
            schema.setMaxId(catalog.lastId());
        }
        return schema;
    }

    private List<SubjectVersion> versions(RestRequest request) {
        return catalog.usesOf(id(request), request.visibility()).stream()
                .map(use -> new SubjectVersion(use.subject(), use.version()))
                .toList();
    }

    private List<String> subjects(RestRequest request) {
        return catalog.usesOf(id(request), request.visibility()).stream()
                .map(SchemaVersion::subject)
                .distinct()
                .toList();
    }

    private static int id(RestRequest request) {
        String text = request.variable("id");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RegistryError.SCHEMA_NOT_FOUND.because("Schema " + text + " not found (expected: a number)");
        }
    }
}
