package io.callstream.stack.registry.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.callstream.stack.registry.catalog.RefusedException;
import io.callstream.stack.registry.catalog.SchemaCatalog;
import io.confluent.kafka.schemaregistry.client.rest.Versions;
import io.confluent.kafka.schemaregistry.client.rest.entities.ErrorMessage;
import io.confluent.kafka.schemaregistry.utils.JacksonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API's HTTP side: bounded bodies in, JSON with Confluent's media type and error codes out. Thread-safe. */
public final class RestHandler implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(RestHandler.class);

    private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int INTERNAL_ERROR = 500;
    private static final int INTERNAL_ERROR_CODE = 50001;

    private final Router router;

    public RestHandler(SchemaCatalog catalog) {
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get("/", request -> Map.of()));
        routes.addAll(new SubjectRoutes(catalog).routes());
        routes.addAll(new SchemaRoutes(catalog).routes());
        routes.addAll(new CompatibilityRoutes(catalog).routes());
        routes.addAll(new ConfigRoutes(catalog).routes());
        this.router = new Router(routes);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            exchange.getResponseHeaders().set("Content-Type", Versions.SCHEMA_REGISTRY_V1_JSON);
            exchange.sendResponseHeaders(reply.status(), reply.json().length);
            exchange.getResponseBody().write(reply.json());
        }
    }

    private record Reply(int status, byte[] json) {}

    private Reply reply(HttpExchange exchange) throws IOException {
        try {
            return new Reply(OK, json(answer(exchange)));
        } catch (RefusedException e) {
            return error(e.error().status(), e.error().code(), e.reason());
        } catch (HttpRefusal e) {
            return error(e.status(), e.status(), e.reason());
        } catch (
                RuntimeException e) { // a defect of ours must reach the client as an answer, not as a broken connection
            log.error("registry request failed: method={}", exchange.getRequestMethod(), e);
            return error(INTERNAL_ERROR, INTERNAL_ERROR_CODE, "Error in the backend data store: " + e);
        }
    }

    private Object answer(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange.getRequestBody());
        List<String> path;
        Map<String, String> query;
        try {
            path = Paths.segments(exchange.getRequestURI().getRawPath());
            query = Paths.query(exchange.getRequestURI().getRawQuery());
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(BAD_REQUEST, "HTTP 400 Bad Request: " + e.getMessage());
        }
        return router.answer(exchange.getRequestMethod(), path, query, body);
    }

    private static byte[] body(InputStream in) throws IOException {
        byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new HttpRefusal(TOO_LARGE, "The request's body is over " + MAX_BODY_BYTES + " bytes");
        }
        return body;
    }

    private static Reply error(int status, int code, String message) throws JsonProcessingException {
        return new Reply(status, json(new ErrorMessage(code, message)));
    }

    private static byte[] json(Object answer) throws JsonProcessingException {
        if (answer instanceof Route.RawJson raw) {
            return raw.text().getBytes(StandardCharsets.UTF_8);
        }
        return JacksonMapper.INSTANCE.writeValueAsBytes(answer);
    }
}
