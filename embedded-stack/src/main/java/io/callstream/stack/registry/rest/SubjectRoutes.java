package io.callstream.stack.registry.rest;

import io.callstream.stack.registry.catalog.SchemaCatalog;
import io.callstream.stack.registry.catalog.SchemaVersion;
import io.callstream.stack.registry.catalog.VersionRef;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaResponse;
import java.util.List;

/** {@code /subjects}: what is registered where, registration, lookup and deletion. */
final class SubjectRoutes {

    private static final String SUBJECT = "/subjects/{subject}";
    private static final String VERSIONS = SUBJECT + "/versions";
    private static final String VERSION = VERSIONS + "/{version}";

    private final SchemaCatalog catalog;

    SubjectRoutes(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/subjects", this::subjects),
                Route.post(SUBJECT, this::lookup),
                Route.delete(SUBJECT, this::deleteSubject),
                Route.get(VERSIONS, this::versions),
                Route.post(VERSIONS, this::register),
                Route.get(VERSION, request -> SchemaBodies.body(version(request))),
                Route.delete(VERSION, this::deleteVersion),
                Route.get(
                        VERSION + "/schema",
                        request -> new Route.RawJson(version(request).schema())),
                Route.get(VERSION + "/referencedby", this::referencedBy));
    }

    private List<String> subjects(RestRequest request) {
        return catalog.subjects(request.query("subjectPrefix", ""), request.visibility());
    }

    private Object lookup(RestRequest request) {
        return SchemaBodies.body(catalog.lookup(request.subject(), SchemaBodies.schema(request), request.visibility()));
    }

    private Object deleteSubject(RestRequest request) {
        return catalog.deleteSubject(request.subject(), request.flag("permanent"));
    }

    private List<Integer> versions(RestRequest request) {
        return catalog.versions(request.subject(), request.visibility()).stream()
                .map(SchemaVersion::version)
                .toList();
    }

    private Object register(RestRequest request) {
        SchemaVersion version = catalog.register(request.subject(), SchemaBodies.schema(request));
        return new RegisterSchemaResponse(version.id());
    }

    private Object deleteVersion(RestRequest request) {
        return catalog.deleteVersion(request.subject(), ref(request), request.flag("permanent"));
    }

    /** Nothing refers to anything here: schemas with references are refused. */
    private List<Integer> referencedBy(RestRequest request) {
        version(request);
        return List.of();
    }

    private SchemaVersion version(RestRequest request) {
        return catalog.version(request.subject(), ref(request), request.visibility());
    }

    private static VersionRef ref(RestRequest request) {
        return VersionRef.parse(request.variable("version"));
    }
}
