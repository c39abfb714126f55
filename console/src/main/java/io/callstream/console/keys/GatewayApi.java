package io.callstream.console.keys;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.console.web.Json;
import io.callstream.console.web.WebException;
import io.callstream.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The gateway's management API, asked with its master key. Safe for use by several threads. */
public final class GatewayApi {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI gateway;
    private final Optional<Secret> master;

    /** @param master the master key; empty when the configuration has none */
    public GatewayApi(URI gateway, Optional<Secret> master) {
        this.gateway = gateway;
        this.master = master;
    }

    JsonNode get(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(address(path)).GET());
    }

    JsonNode post(String path, JsonNode body) throws InterruptedException {
        return send(HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    private URI address(String path) {
        return URI.create(gateway.toString().replaceAll("/$", "") + path);
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        Secret key = master.orElseThrow(
                () -> new WebException(
                        409,
                        "keys are managed with the gateway's master key, and this configuration has none (general_settings.master_key)"));
        try {
            HttpResponse<String> response = http.send(
                    request.timeout(PATIENCE)
                            .header("Authorization", "Bearer " + key.reveal())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode answer = Json.parse(response.body()).orElseGet(Json::object);
            if (response.statusCode() / 100 != 2) {
                throw new WebException(
                        response.statusCode() < 500 ? 409 : 502,
                        "the gateway says: " + said(answer, response.statusCode()));
            }
            return answer;
        } catch (IOException e) {
            throw new WebException(
                    502, "the gateway does not answer at " + gateway + " (callstream.console.gateway): " + e);
        }
    }

    private static String said(JsonNode answer, int status) {
        return answer.path("error").path("message").asText("HTTP " + status);
    }
}
