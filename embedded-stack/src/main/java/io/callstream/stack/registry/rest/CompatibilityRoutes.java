package io.callstream.stack.registry.rest;

import io.callstream.stack.registry.catalog.SchemaCatalog;
import io.callstream.stack.registry.catalog.VersionRef;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.CompatibilityCheckResponse;
import java.util.List;

/** {@code /compatibility}: whether a schema could be registered, without registering it. */
final class CompatibilityRoutes {

    private static final String VERSIONS = "/compatibility/subjects/{subject}/versions";

    private final SchemaCatalog catalog;

    CompatibilityRoutes(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    List<Route> routes() {
        return List.of(
                Route.post(VERSIONS, this::againstSubject), Route.post(VERSIONS + "/{version}", this::againstVersion));
    }

    private Object againstSubject(RestRequest request) {
        return verdict(request, catalog.incompatibilities(request.subject(), SchemaBodies.schema(request)));
    }

    private Object againstVersion(RestRequest request) {
        VersionRef ref = VersionRef.parse(request.variable("version"));
        return verdict(request, catalog.incompatibilities(request.subject(), SchemaBodies.schema(request), ref));
    }

    private static CompatibilityCheckResponse verdict(RestRequest request, List<String> problems) {
        CompatibilityCheckResponse verdict = new CompatibilityCheckResponse();
        verdict.setIsCompatible(problems.isEmpty());
        if (request.flag("verbose")) {
            verdict.setMessages(problems);
        }
        return verdict;
    }
}
