package io.callstream.stack.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHttpTest {

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private SchemaRegistryServer server;

    @BeforeEach
    void start() {
        server = SchemaRegistryServer.start(RegistryOptions.in(dir));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Test
    void answersInConfluentsMediaType() throws Exception {
        HttpResponse<String> response = send("GET", "/", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{}");
        assertThat(response.headers().firstValue("content-type")).contains("application/vnd.schemaregistry.v1+json");
    }

    @Test
    void writesTheBodiesOfConfluentsDocumentation() throws Exception {
        assertThat(send("POST", "/subjects/s/versions", "{\"schema\":\"\\\"string\\\"\"}")
                        .body())
                .isEqualTo("{\"id\":1}");
        assertThat(send("GET", "/subjects/s/versions/latest", "").body())
                .isEqualTo("{\"subject\":\"s\",\"version\":1,\"id\":1,\"schema\":\"\\\"string\\\"\"}");
        assertThat(send("GET", "/subjects/s/versions/1/schema", "").body()).isEqualTo("\"string\"");
        assertThat(send("GET", "/schemas/ids/1", "").body()).isEqualTo("{\"schema\":\"\\\"string\\\"\"}");
        assertThat(send("GET", "/schemas/ids/1/schema", "").body()).isEqualTo("\"string\"");
        assertThat(send("GET", "/schemas/ids/1/versions", "").body()).isEqualTo("[{\"subject\":\"s\",\"version\":1}]");
        assertThat(send("GET", "/schemas/types", "").body()).isEqualTo("[\"AVRO\"]");
        assertThat(send("GET", "/config", "").body()).isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
        assertThat(send("PUT", "/config", "{\"compatibility\":\"FULL\"}").body())
                .isEqualTo("{\"compatibility\":\"FULL\"}");
        assertThat(send("DELETE", "/config", "").body()).isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
        assertThat(send("GET", "/mode", "").body()).isEqualTo("{\"mode\":\"READWRITE\"}");
        assertThat(send("POST", "/compatibility/subjects/s/versions/latest", "{\"schema\":\"\\\"int\\\"\"}")
                        .body())
                .isEqualTo("{\"is_compatible\":false}");
        assertThat(send("DELETE", "/subjects/s", "").body()).isEqualTo("[1]");
    }

    @Test
    void namesAreUtf8() throws Exception {
        send("POST", "/subjects/%C3%BC/versions", "{\"schema\":\"\\\"string\\\"\"}");

        assertThat(send("GET", "/subjects?subjectPrefix=%C3%BC", "").body()).isEqualTo("[\"\u00fc\"]");
    }

    @Test
    void refusesWhatIsNoSchema() throws Exception {
        assertInvalid("{\"schema\":\"{\\\"type\\\":\\\"nonsense\\\"}\"}", "Invalid schema");
        assertInvalid("{\"schema\":\"\"}", "the schema is empty");
        assertInvalid("{}", "the schema is empty");
        assertInvalid("{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}", "PROTOBUF is not supported");
        assertInvalid(
                "{\"schema\":\"\\\"int\\\"\",\"references\":[{\"name\":\"a\",\"subject\":\"b\",\"version\":1}]}",
                "references to other schemas are not supported");
    }

    private void assertInvalid(String body, String reason) throws Exception {
        HttpResponse<String> response = send("POST", "/subjects/s/versions", body);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("\"error_code\":42201").contains(reason);
    }

    @Test
    void refusesWhatIsNoRequest() throws Exception {
        assertThat(send("POST", "/subjects/s/versions", "{nonsense").statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/subjects/s/versions", "null").statusCode()).isEqualTo(400);
        assertThat(send("GET", "/nothing", "").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/schemas/ids/1", "").statusCode()).isEqualTo(405);
        assertThat(send("GET", "/subjects/s/versions/0", "").body()).contains("\"error_code\":42202");
    }

    @Test
    void refusesALargeBody() throws Exception {
        try {
            assertThat(send("POST", "/subjects/s/versions", "x".repeat(5 * 1024 * 1024))
                            .statusCode())
                    .isEqualTo(413);
        } catch (IOException e) {
            // The server hung up before the client had sent everything: a refusal too.
            assertThat(send("GET", "/subjects", "").body()).isEqualTo("[]");
        }
    }
}
