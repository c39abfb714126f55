package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files and batches go to the account that the request means, with that account's key. */
class FilesAndBatchesTest {
    private static final String BOUNDARY = "bound";
    private final Http http = new Http();
    private ScriptedProvider first;
    private ScriptedProvider second;
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        first = ScriptedProvider.answering(ScriptedProvider.json(200, "{\"id\":\"file-1\",\"status\":\"failed\"}"));
        second = ScriptedProvider.answering(ScriptedProvider.json(200, "{\"id\":\"file-2\"}"));
        gateway = TestGateway.start(
                """
            general_settings: {master_key: sk-master}
            model_list:
              - model_name: one
                litellm_params: {model: openai/gpt-a, api_base: "%s", api_key: sk-first}
              - model_name: two
                litellm_params: {model: openai/gpt-b, api_base: "%s", api_key: sk-second}
              - model_name: three
                litellm_params: {model: hosted_vllm/c, api_base: "%s", api_key: sk-third}
              - model_name: pair
                litellm_params: {model: openai/gpt-a, api_base: "%s", api_key: sk-first}
              - model_name: pair
                litellm_params: {model: openai/gpt-b, api_base: "%s", api_key: sk-second}
            """.formatted(first.apiBase(), second.apiBase(), second.apiBase(), first.apiBase(), second.apiBase()));
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        first.close();
        second.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/files, GET /v1/files, afile_list",
        "GET, /v1/files?purpose=batch&limit=2, GET /v1/files?purpose=batch&limit=2, afile_list",
        "GET, /v1/files/file-1, GET /v1/files/file-1, afile_retrieve",
        "GET, /files/file-1/content, GET /v1/files/file-1/content, afile_content",
        "DELETE, /v1/files/file-1, DELETE /v1/files/file-1, afile_delete",
        "GET, /openai/v1/batches?after=b, GET /v1/batches?after=b, alist_batches",
        "GET, /v1/batches/b-1, GET /v1/batches/b-1, aretrieve_batch",
        "POST, /v1/batches/b-1/cancel, POST /v1/batches/b-1/cancel, acancel_batch",
    })
    void eachRequestIsTheProvidersOwn(String method, String path, String sent, String callType) {
        HttpResponse<String> response = send(method, path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"id\":\"file-1\",\"status\":\"failed\"}");
        assertThat(first.asked().get(0).head())
                .startsWith(sent + " HTTP/1.1\r\n")
                .contains("authorization: Bearer sk-first")
                .doesNotContain("sk-master");
        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(event.getCallType()).isEqualTo(callType);
        assertThat(event.getResponseId()).isEqualTo("file-1");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/files?model=two, /v1/files, sk-second",
        "/v1/files?custom_llm_provider=hosted_vllm&limit=3, /v1/files?limit=3, sk-third",
        "/v1/files?provider=hosted_vllm, /v1/files, sk-third",
        "/hosted_vllm/v1/files, /v1/files, sk-third",
    })
    void theRequestSaysWhoseFilesItMeans(String path, String sent, String key) {
        assertThat(send("GET", path).statusCode()).isEqualTo(200);

        assertThat(second.asked().get(0).head())
                .startsWith("GET " + sent + " HTTP/1.1\r\n")
                .contains("authorization: Bearer " + key);
    }

    @Test
    void headersSayItToo() {
        send("GET", "/v1/batches", "x-litellm-model", "two");
        send("GET", "/v1/batches", "custom-llm-provider", "hosted_vllm");

        assertThat(second.asked()).hasSize(2);
        assertThat(second.asked().get(0).head()).contains("Bearer sk-second");
        assertThat(second.asked().get(1).head()).contains("Bearer sk-third");
    }

    @Test
    void aFileIsUploadedWithoutWhatSaysWhoseItIs() {
        String file = part("purpose", "batch")
                + "--bound\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\n" + "\r\n{}\n\r\n";
        String form = part("target_model_names", "two, one") + file + "--bound--\r\n";

        HttpResponse<String> response = http.send(HttpRequest.newBuilder(gateway.url("/v1/files"))
                .header("Authorization", "Bearer sk-master")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());

        assertThat(response.body()).startsWith("{\"id\":\"file-").doesNotContain("file-2");
        assertThat(second.asked().get(0).body()).isEqualTo(file + "--bound--\r\n");
        PreCallEvent event = gateway.tape().await(PreCallEvent.class);
        assertThat(event.getCallType()).isEqualTo("acreate_file");
        assertThat(event.getModelGroup()).isEqualTo("two");
        assertThat(event.getRequestBody()).contains("\"filename\":\"a.jsonl\"", "\"bytes\":3", "\"purpose\":\"batch\"");
    }

    @Test
    void anIdSaysWhichOfSeveralDeploymentsHasTheFile() {
        String placed = id(send("POST", "/v1/files?model=pair"));
        ScriptedProvider maker = first.asked().isEmpty() ? second : first;
        String own = maker == first ? "file-1" : "file-2";

        for (int i = 0; i < 5; i++) {
            assertThat(id(send("GET", "/v1/files/" + placed))).isEqualTo(placed);
        }
        HttpResponse<String> content = send("GET", "/v1/files/" + placed + "/content");

        assertThat(content.body()).contains("\"" + own + "\"");
        assertThat(maker.asked()).hasSize(7);
        assertThat(maker.asked().get(5).head()).startsWith("GET /v1/files/" + own + " HTTP/1.1\r\n");
        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(event.getResponseId()).isEqualTo(placed);
        assertThat(event.getModelGroup()).isEqualTo("pair");
    }

    @Test
    void aBatchGoesToWhereItsFileLies() {
        String file = coded("litellm:file-9;model,two");

        http.post(
                gateway.url("/v1/batches"),
                "{\"input_file_id\":\"file-" + file + "\",\"endpoint\":\"/v1/chat/completions\"}",
                "Authorization",
                "Bearer sk-master");
        send("GET", "/v1/batches?limit=2&after=batch_" + coded("litellm:batch_7;model,two"));

        assertThat(second.asked().get(0).head()).contains("Bearer sk-second");
        assertThat(second.asked().get(0).body())
                .isEqualTo("{\"input_file_id\":\"file-9\",\"endpoint\":\"/v1/chat/completions\"}");
        assertThat(second.asked().get(1).head()).startsWith("GET /v1/batches?limit=2&after=batch_7 HTTP/1.1\r\n");
        assertThat(first.asked()).isEmpty();
    }

    @Test
    void aKeyReachesNoModelThroughAnIdThatItMayNotCall() {
        HttpResponse<String> made =
                http.post(gateway.url("/key/generate"), "{\"models\":[\"one\"]}", "Authorization", "Bearer sk-master");
        String key = made.body().replaceAll("(?s).*\"key\":\\s*\"([^\"]+)\".*", "$1");

        HttpResponse<String> response =
                http.send(HttpRequest.newBuilder(gateway.url("/v1/files/file-" + coded("litellm:file-9;model,two")))
                        .header("Authorization", "Bearer " + key)
                        .build());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(second.asked()).isEmpty();
    }

    private static String coded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String id(HttpResponse<String> response) {
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(response.body());
        assertThat(id.find()).as(response.body()).isTrue();
        return id.group(1);
    }

    @Test
    void aBatchKeepsItsOwnMetadata() {
        String body = "{\"input_file_id\":\"f\",\"endpoint\":\"/v1/chat/completions\",\"metadata\":{\"a\":\"b\"}}";

        http.post(
                gateway.url("/v1/batches"),
                body.replace("{\"input", "{\"custom_llm_provider\":\"hosted_vllm\",\"input"),
                "Authorization",
                "Bearer sk-master");

        assertThat(second.asked().get(0).body()).isEqualTo(body);
        assertThat(gateway.tape().await(PreCallEvent.class).getRequestBody()).isEqualTo(body);
    }

    @Test
    void aProviderThatIsNotConfiguredIsRefused() {
        HttpResponse<String> response = send("GET", "/v1/files?custom_llm_provider=azure");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("provider `azure`");
    }

    @Test
    void withoutAKeyNobodyIsAskedAndMethodsAreTold() {
        assertThat(http.get(gateway.url("/v1/files")).statusCode()).isEqualTo(401);
        HttpResponse<String> wrong = send("PUT", "/v1/files/file-1");

        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("allow")).hasValue("GET, DELETE, OPTIONS");
        assertThat(first.asked()).isEmpty();
    }

    private HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url(path))
                .header("Authorization", "Bearer sk-master")
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build());
    }

    private static String part(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
