package io.callstream.testing.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the simulated provider has beside texts. */
class FurtherEndpointsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatedProvider provider = SimulatedProvider.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/moderations        | {'input': 'an attack'}                              | /results/0/flagged         | true",
                "/images/generations | {'prompt': 'a dot', 'size': '256x256'}              | /data/0/url                | https://images.example.com/sim-0.png",
                "/rerank             | {'model': 'r', 'query': 'b', 'documents': ['a','b']} | /results/0/index           | 1",
                "/moderations        | {}                                                  | /error/param               | input",
                "/images/generations | {'prompt': 'a dot', 'size': 'big'}                  | /error/param               | size",
                "/images/generations | {'model': 'gpt-image-1', 'prompt': 'a', 'response_format': 'url'} | /error/code | unknown_parameter",
                "/audio/speech       | {'model': 't', 'input': 'a'}                        | /error/param               | voice",
                "/audio/transcriptions | {'model': 't'}                                    | /error/message             | Could not parse multipart form",
                "/rerank             | {'model': 'r', 'query': 'b'}                        | /error/param               | documents",
                "/rerank             | {'model': 'sim-429', 'query': 'b', 'documents': ['a']} | /error/code             | rate_limit_exceeded",
                "/batches            | {'input_file_id': 'file-none', 'endpoint': '/v1/embeddings', 'completion_window': '24h'} | /error/param | input_file_id",
            })
    void answersAndRefusesAsTheApiDoes(String path, String body, String place, String value) throws Exception {
        assertThat(post(path, body.replace('\'', '"')).at(place).asText()).isEqualTo(value);
    }

    @Test
    void answersInTheFormOfASchema() throws Exception {
        JsonNode answer = post("/chat/completions", """
                {"model":"sim-text","messages":[{"role":"user","content":"a"}],"response_format":{"type":"json_schema",\
                "json_schema":{"name":"w","schema":{"type":"object","properties":{"place":{"$ref":"#/$defs/place"},\
                "days":{"anyOf":[{"type":"integer"},{"type":"null"}]},"tags":{"type":"array","items":{"type":"string"},"minItems":1}},\
                "$defs":{"place":{"type":"object","properties":{"kind":{"enum":["city","hut"]}}}}}}}}""");

        JsonNode said = JSON.readTree(answer.at("/choices/0/message/content").asText());

        assertThat(said).isEqualTo(JSON.readTree("""
                {"place":{"kind":"city"},"days":42,"tags":["Zürich \\"HB\\""]}"""));
    }

    @Test
    void writesDownWhatAFormHas() throws Exception {
        String form =
                part("model", "m") + part("response_format", "text") + file("file", "a\r\n--b\0c") + "--sep--\r\n";

        HttpResponse<String> answer = send("/audio/transcriptions", "multipart/form-data; boundary=sep", form);

        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        assertThat(answer.body()).isNotBlank();
    }

    @Test
    void worksThroughBatches() throws Exception {
        String line = """
                {"custom_id":"one","url":"/v1/chat/completions","body":{"model":"m","messages":[{"role":"user","content":"a"}]}}""";
        String form = part("purpose", "batch") + file("file", line) + "--sep--";
        JsonNode file = JSON.readTree(
                send("/files", "multipart/form-data; boundary=\"sep\"", form).body());
        JsonNode made = post(
                "/batches",
                "{\"input_file_id\":\"" + file.path("id").asText()
                        + "\",\"endpoint\":\"/v1/chat/completions\",\"completion_window\":\"24h\"}");

        JsonNode done = get("/batches/" + made.path("id").asText());

        assertThat(done.path("status").asText()).isEqualTo("completed");
        assertThat(get("/files/" + done.path("output_file_id").asText() + "/content")
                        .at("/response/body/choices/0/finish_reason")
                        .asText())
                .isEqualTo("stop");
    }

    private static String part(String name, String value) {
        return "--sep\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name, String content) {
        return "--sep\r\nContent-Disposition: form-data; name=\"" + name
                + "\"; filename=\"a.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n";
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(send(path, "application/json", body).body());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(provider.apiBase() + path)).build();
        return JSON.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private HttpResponse<String> send(String path, String type, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(provider.apiBase() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
