package io.callstream.testing.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.testing.reply.Ending;
import io.callstream.testing.reply.Header;
import io.callstream.testing.reply.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedProviderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String CHAT = "/v1/chat/completions";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatedProvider provider = SimulatedProvider.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void answersTheSameRequestWithTheSameText() throws Exception {
        JsonNode first = JSON.readTree(post(CHAT, chat("sim-text", "")).body());
        JsonNode second = JSON.readTree(post(CHAT, chat("sim-text", "")).body());

        assertThat(first.at("/choices/0/message/content").textValue())
                .isNotEmpty()
                .isEqualTo(second.at("/choices/0/message/content").textValue());
        assertThat(first.at("/id")).isNotEqualTo(second.at("/id"));
        assertThat(first.at("/usage/total_tokens").longValue())
                .isEqualTo(first.at("/usage/prompt_tokens").longValue() + 12);
    }

    @Test
    void streamsTheTextOfThePlainAnswerAndThenTheUsage() throws Exception {
        String plain = JSON.readTree(post(CHAT, chat("sim-text", "")).body())
                .at("/choices/0/message/content")
                .textValue();

        List<String> data =
                events(post(CHAT, chat("sim-text", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}")));

        StringBuilder streamed = new StringBuilder();
        for (String event : data.subList(0, data.size() - 1)) {
            streamed.append(JSON.readTree(event).at("/choices/0/delta/content").asText());
        }
        assertThat(streamed).hasToString(plain);
        assertThat(data).last().isEqualTo("[DONE]");
        JsonNode usage = JSON.readTree(data.get(data.size() - 2));
        assertThat(usage.at("/choices")).isEmpty();
        assertThat(usage.at("/usage/completion_tokens").intValue()).isEqualTo(12);
    }

    @Test
    void keepsTheUsageBackWhenTheModelIgnoresTheWish() throws Exception {
        List<String> data = events(
                post(CHAT, chat("sim-no-usage", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}")));

        assertThat(data).noneMatch(event -> event.contains("\"usage\""));
    }

    @Test
    void splitsToolArgumentsOverDeltas() throws Exception {
        String tools = """
                ,"stream":true,"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object",\
                "properties":{"city":{"type":"string"},"days":{"type":"integer"}}}}}]""";

        List<String> data = events(post(CHAT, chat("sim-tools", tools)));

        StringBuilder arguments = new StringBuilder();
        for (String event : data.subList(0, data.size() - 1)) {
            arguments.append(JSON.readTree(event)
                    .at("/choices/0/delta/tool_calls/0/function/arguments")
                    .asText());
        }
        assertThat(JSON.readTree(arguments.toString()).at("/days").intValue()).isEqualTo(42);
        assertThat(JSON.readTree(data.get(data.size() - 2))
                        .at("/choices/0/finish_reason")
                        .textValue())
                .isEqualTo("tool_calls");
    }

    @Test
    void refusesWhatOpenAiRefuses() throws Exception {
        assertThat(error(post(CHAT, "{\"model\":\"sim-text\"}"), 400)
                        .at("/error/param")
                        .textValue())
                .isEqualTo("messages");
        assertThat(error(post(CHAT, "{\"model\":\"sim-text\",\"messages\":[]}"), 400)
                        .at("/error/code")
                        .textValue())
                .isEqualTo("empty_array");
        assertThat(error(post(CHAT, "{"), 400).at("/error/type").textValue()).isEqualTo("invalid_request_error");
        assertThat(error(post(CHAT, chat("sim-nonsense", "")), 404)
                        .at("/error/code")
                        .textValue())
                .isEqualTo("model_not_found");
        assertThat(error(post("/v1/nothing", "{}"), 404).at("/error/message").textValue())
                .isEqualTo("Invalid URL (POST /v1/nothing)");
        HttpResponse<String> limited = post(CHAT, chat("sim-429-7s", ""));
        assertThat(limited.headers().firstValue("retry-after")).contains("7");
        assertThat(error(limited, 429).at("/error/code").textValue()).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void asksForTheKeyItWasGiven() throws Exception {
        try (SimulatedProvider guarded =
                SimulatedProvider.start(ProviderOptions.forTests().withApiKey("right"))) {
            URI models = URI.create(guarded.apiBase() + "/models");
            HttpRequest.Builder request = HttpRequest.newBuilder(models);

            assertThat(status(request.copy())).isEqualTo(401);
            assertThat(status(request.copy().header("Authorization", "Bearer wrong")))
                    .isEqualTo(401);
            assertThat(status(request.copy().header("Authorization", "Bearer right")))
                    .isEqualTo(200);
        }
    }

    @Test
    void remembersExactlyWhatWentOverTheWire() throws Exception {
        String body = chat("sim-crlf", ",\"stream\":true,\"user\":\"é \\u00e9\"");

        HttpResponse<String> response = post(CHAT + "?trace=1", body);

        ReceivedCall call = provider.received().get(0);
        assertThat(call.outcome().get(5, TimeUnit.SECONDS)).isEqualTo(ReceivedCall.Outcome.ANSWERED);
        assertThat(call.requestText()).isEqualTo(body);
        assertThat(call.uri()).isEqualTo(CHAT + "?trace=1");
        assertThat(call.responseText())
                .isEqualTo(response.body())
                .contains(": ping\r\n")
                .contains("\r\n\r\n");
        assertThat(call.header("content-type")).contains("application/json");
    }

    @Test
    void givesScriptedAnswersFirst() throws Exception {
        provider.script(
                Reply.json(418, "{}").withHeader("X-Tea", "yes").after(Duration.ofMillis(5)),
                Reply.sse(List.of("{\"a\":1}", "[DONE]"))
                        .paced(Duration.ofMillis(5))
                        .splitEvery(3));

        HttpResponse<String> tea = post(CHAT, "{}");
        HttpResponse<String> stream = post(CHAT, "{}");

        assertThat(tea.statusCode()).isEqualTo(418);
        assertThat(tea.headers().firstValue("x-tea")).contains("yes");
        assertThat(stream.body()).isEqualTo("data: {\"a\":1}\n\ndata: [DONE]\n\n");
        assertThat(post(CHAT, chat("sim-text", "")).statusCode()).isEqualTo(200);
    }

    @Test
    void noticesThatTheCallerHungUp() throws Exception {
        URI url = provider.url();
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String body = chat("sim-hang-midstream-2", ",\"stream\":true");
            String head = "POST " + CHAT + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(15), StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(provider.cancelled()).isNotDone();
        }

        ReceivedCall call = provider.cancelled().get(5, TimeUnit.SECONDS);

        assertThat(call.outcome()).isCompletedWithValue(ReceivedCall.Outcome.CANCELLED);
        assertThat(call.status()).isEqualTo(200);
    }

    @Test
    void breaksOffInTheMiddleOfAStreamAndOfABody() {
        assertThatThrownBy(() -> post(CHAT, chat("sim-cut-midstream-2", ",\"stream\":true")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post(CHAT, chat("sim-cut-midstream", ""))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post(CHAT, chat("sim-cut", ""))).isInstanceOf(IOException.class);
        assertThat(provider.received())
                .isNotEmpty()
                .allMatch(call -> call.outcome().join() == ReceivedCall.Outcome.RESET);
    }

    @Test
    void neverAnswersTheHangingModel() {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request(CHAT, chat("sim-hang", "")).build(), HttpResponse.BodyHandlers.ofString());
        await().atMost(PATIENCE).until(() -> !provider.received().isEmpty());
        assertThat(answer).isNotDone();

        answer.cancel(true);

        assertThat(provider.cancelled())
                .succeedsWithin(PATIENCE)
                .satisfies(call -> assertThat(call.status()).isZero());
    }

    @Test
    void reportsAnErrorInTheMiddleOfAStream() throws Exception {
        List<String> data = events(post(CHAT, chat("sim-error-midstream-2", ",\"stream\":true")));

        assertThat(data).hasSize(3);
        assertThat(JSON.readTree(data.get(2)).at("/error/type").textValue()).isEqualTo("server_error");
    }

    @Test
    void limitsTheRateOfAFlakyModelEveryOtherTime() throws Exception {
        assertThat(post(CHAT, chat("sim-flaky-1", "")).statusCode()).isEqualTo(429);
        assertThat(post(CHAT, chat("sim-flaky-1", "")).statusCode()).isEqualTo(200);
        assertThat(post(CHAT, chat("sim-flaky-1", "")).statusCode()).isEqualTo(429);
    }

    @Test
    void stampsFramesWithTheTimeTheyLeft() throws Exception {
        long before = System.nanoTime();
        List<String> data = events(post(CHAT, chat("sim-stamped-5ms-3", ",\"stream\":true")));
        long after = System.nanoTime();

        List<Long> stamps = data.stream()
                .filter(event -> event.contains(" t="))
                .map(event -> Long.valueOf(event.replaceAll(".* t=(\\d+).*", "$1")))
                .toList();
        assertThat(stamps).hasSize(3).isSorted().allMatch(stamp -> before < stamp && stamp < after);
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        provider.script(Reply.json(200, "\"first\"").after(Duration.ofMillis(50)), Reply.json(200, "\"second\""));
        URI url = provider.url();
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String request = "GET /v1/models HTTP/1.1\r\nHost: x\r\n";
            socket.getOutputStream()
                    .write((request + "\r\n" + request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answers.indexOf("first")).isPositive().isLessThan(answers.indexOf("second"));
        }
    }

    @Test
    void sendsLongAnswersOnlyAsFastAsTheyAreRead() throws Exception {
        HttpResponse<InputStream> response = client.send(
                request(CHAT, chat("sim-huge-65536kb", ",\"stream\":true")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertThat(body.readNBytes(100)).hasSize(100);
            assertThat(provider.received().get(0).responseBody().length).isLessThan(60 << 20);
        }
        assertThat(provider.cancelled().get(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void answersTheFastModelUnderLoadLikeAnyOther() throws Exception {
        try (SimulatedProvider quick = SimulatedProvider.start(new ProviderOptions("127.0.0.1", 0, null, 1, 0))) {
            URI url = quick.url().resolve(CHAT);
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                for (String model : List.of("sim-fast", "sim-fast", "sim-text", "sim-fast")) {
                    assertThat(overSocket(socket, chat(model, ""))).contains("\"model\":\"" + model + "\"");
                }
            }
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                assertThat(overSocket(socket, chat("sim-fast", ",\"stream\":true")))
                        .contains("text/event-stream");
            }
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                String first = overSocket(socket, "/v1/messages", message("sim-fast"));
                assertThat(first).contains("\"id\":\"msg_sim_fast\"", "\"stop_reason\":\"end_turn\"");
                assertThat(first.substring(first.indexOf("\r\n\r\n") + 4))
                        .hasSize(Integer.parseInt(first.replaceAll("(?s).*Content-Length: (\\d+).*", "$1")));
                assertThat(overSocket(socket, "/v1/messages", message("sim-text")))
                        .contains("anthropic-version: header is required");
            }
            assertThat(quick.received()).isEmpty();
        }
    }

    private static String message(String model) {
        return "{\"model\":\"" + model
                + "\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Say something.\"}]}";
    }

    private static String overSocket(Socket socket, String body) throws IOException {
        return overSocket(socket, CHAT, body);
    }

    private static String overSocket(Socket socket, String path, String body) throws IOException {
        String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        byte[] answer = new byte[2048];
        return new String(answer, 0, socket.getInputStream().read(answer), StandardCharsets.UTF_8);
    }

    @Test
    void endsAHalfWrittenAnswerAsTheScriptSays() {
        provider.script(
                new Reply(200, List.of(new Header("Content-Length", "100")), Duration.ZERO, List.of(), Ending.RESET));

        assertThatThrownBy(() -> post(CHAT, "{}")).isInstanceOf(IOException.class);
    }

    private static String chat(String model, String more) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Say something.\"}]" + more
                + "}";
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(provider.url().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static JsonNode error(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private static List<String> events(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .toList();
    }
}
