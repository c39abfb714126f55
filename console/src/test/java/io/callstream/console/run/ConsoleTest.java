package io.callstream.console.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.testing.events.SampleCall;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console answers, over real topics. */
class ConsoleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CALL = SampleCall.number(1).success().getCallId();

    @TempDir
    static Path folder;

    private static RunningConsole console;

    @BeforeAll
    static void start() throws Exception {
        console = new RunningConsole(folder);
        await().atMost(Duration.ofSeconds(60)).until(() -> calls("").size() >= RunningConsole.CALLS);
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<String> response = console.get(path);
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static JsonNode calls(String query) throws Exception {
        return json("/api/calls?limit=1000" + query).path("calls");
    }

    @Test
    void callsComeInByThemselves() throws Exception {
        int number = 10_000;
        console.call(number);
        String id = SampleCall.number(number).success().getCallId();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> calls("").findValuesAsText("call_id").contains(id));
    }

    @Test
    void callsAreFiltered() throws Exception {
        JsonNode failures = calls("&f=status:failure");
        assertThat(failures)
                .isNotEmpty()
                .allMatch(call -> call.path("outcome").asText().equals("failure"));
        assertThat(calls("&f=status:success").size() + failures.size())
                .isEqualTo(calls("").size());
        assertThat(console.get("/api/calls?f=colour:red").statusCode()).isEqualTo(400);
    }

    @Test
    void pagesOfCallsFollowEachOther() throws Exception {
        JsonNode first = json("/api/calls?limit=10");
        JsonNode second = json("/api/calls?limit=10&after="
                + URLEncoder.encode(first.path("next").asText(), StandardCharsets.UTF_8));
        assertThat(second.path("calls")).hasSize(10);
        assertThat(second.path("calls").findValuesAsText("call_id"))
                .doesNotContainAnyElementsOf(first.path("calls").findValuesAsText("call_id"));
    }

    @Test
    void oneCallIsShownWithAllItsEvents() throws Exception {
        JsonNode call = json("/api/calls/" + CALL);
        assertThat(call.path("whole").asBoolean()).isTrue();
        assertThat(call.path("events")).hasSize(2 + SampleCall.CHUNKS);
        assertThat(call.path("timeline").path("chunks_us")).hasSize(SampleCall.CHUNKS);
        assertThat(console.get("/calls/" + CALL).body()).contains("Timeline", "Conversation", CALL);
    }

    @Test
    void aCallThatNeverWasIsMissing() throws Exception {
        assertThat(console.get("/calls/0199aaaa-0000-7000-8000-000000000000").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoMayOnlyLookSeesNoContent() throws Exception {
        String some = "Greet reader 1";
        assertThat(String.valueOf(SampleCall.number(1).preCall().getRequestBody()))
                .contains(some);
        String admin = console.get("/calls/" + CALL).body();
        String viewer = console.get("/calls/" + CALL, RunningConsole.VIEWER).body();
        assertThat(admin).contains(some);
        assertThat(viewer).doesNotContain(some).contains("shown to administrators only");
        assertThat(admin).contains("temperature");
        assertThat(viewer).doesNotContain("temperature", "greeting");
        JsonNode events = JSON.readTree(
                        console.get("/api/calls/" + CALL, RunningConsole.VIEWER).body())
                .path("events");
        assertThat(events.findValuesAsText("request_body")).containsOnly("(hidden)");
        assertThat(events.findValuesAsText("delta")).containsOnly("(hidden)");
    }

    @Test
    void whoMayOnlyLookAsksNothingThatTellsContent() throws Exception {
        for (String path : List.of("/sql", "/api/calls/search?q=hello", "/keys", "/replay", "/api/keys")) {
            assertThat(console.get(path, RunningConsole.VIEWER).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void textIsFoundInTheEvents() throws Exception {
        JsonNode found = json("/api/calls/search?q=" + CALL);
        assertThat(found.path("calls").findValuesAsText("call_id")).containsExactly(CALL);
        assertThat(found.path("whole").asBoolean()).isTrue();
    }

    @Test
    void recordsAreShownAsTheyStand() throws Exception {
        JsonNode records = json("/api/topics/llm.success?limit=5");
        assertThat(records).hasSize(5);
        JsonNode record = records.get(0);
        JsonNode same = json("/api/topics/llm.success/"
                + record.path("partition").asInt() + "/" + record.path("offset").asLong());
        assertThat(same).isEqualTo(record);
        assertThat(record.path("schema").asText()).isEqualTo("SuccessEvent");
        assertThat(record.path("value").path("call_id")).isEqualTo(record.path("key"));
        assertThat(console.get("/api/topics/someone-elses").statusCode()).isEqualTo(404);
        assertThat(console.get("/api/topics/llm.success/0/999999").statusCode()).isEqualTo(404);
    }

    @Test
    void theScreenOfTopicsIsThereBeforeKafkaHasAnswered() throws Exception {
        assertThat(console.get("/topics").body()).contains("/topics-table").doesNotContain("llm.success");
        assertThat(console.get("/topics-table").body()).contains("href=\"/topics/llm.success\"", "llm.failure");
    }

    @Test
    void statementsAreAnswered() throws Exception {
        JsonNode answer = sql("SELECT outcome, count(*) AS calls FROM calls GROUP BY ALL ORDER BY calls DESC");
        assertThat(answer.path("columns").findValuesAsText("name")).containsExactly("outcome", "calls");
        assertThat(answer.path("rows")).hasSize(2);
        assertThat(answer.path("rows").get(0).get(0).asText()).isEqualTo("success");
    }

    @Test
    void aWrongStatementIsToldWhere() throws Exception {
        HttpResponse<String> response =
                console.post("/api/sql", "{\"sql\":\"SELECT nothing FROM calls\",\"from\":\"all\"}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("nothing");
    }

    @Test
    void statementsReadNoFiles() throws Exception {
        HttpResponse<String> response =
                console.post("/api/sql", "{\"sql\":\"SELECT * FROM read_csv('/etc/passwd')\",\"from\":\"all\"}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("root:");
    }

    @Test
    void aStatementThatCannotBeAnsweredIsNoFaultOfTheConsole() throws Exception {
        for (String wrong : List.of(
                "SELECT ?",
                "SET threads = 8",
                "SELECT error('x')",
                "SELECT repeat('x', " + Runtime.getRuntime().maxMemory() / 10 + ")")) {
            HttpResponse<String> response = console.post(
                    "/api/sql", JSON.createObjectNode().put("sql", wrong).toString());
            assertThat(response.statusCode()).as(wrong + ": " + response.body()).isIn(400, 422);
        }
        assertThat(console.post("/api/sql", "{\"sql\":\"SELECT 1\",\"limit\":\"-5\"}")
                        .body())
                .contains("limit is '-5' (expected a number from 1 to 10000)");
    }

    @Test
    void aValueThatIsTooLargeEndsItsStatementAndNothingElse() throws Exception {
        for (String large : List.of(
                "SELECT repeat('x', 100000000 + range::INT) FROM range(2048)",
                "SELECT sum(length(repeat('x', 100000000 + range::INT))) FROM range(2048)",
                "WITH RECURSIVE t AS (SELECT 'x' AS s UNION ALL SELECT s || s FROM t) SELECT count(*) FROM t")) {
            HttpResponse<String> response = console.post(
                    "/api/sql", JSON.createObjectNode().put("sql", large).toString());
            assertThat(response.statusCode()).as(large + ": " + response.body()).isEqualTo(422);
            assertThat(response.body()).contains("memory");
        }
        assertThat(sql("SELECT 1 AS one").path("rows").get(0).get(0).asInt()).isEqualTo(1);
    }

    @Test
    void aStatementThatIsCancelledSaysSo() throws Exception {
        String endless = "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b";
        String body =
                JSON.createObjectNode().put("id", "endless").put("sql", endless).toString();
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return console.post("/api/sql", body);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });

        await().atMost(Duration.ofSeconds(50)).until(() -> {
            console.post("/api/sql/endless/cancel", "");
            return answer.isDone();
        });

        assertThat(answer.get().statusCode()).isEqualTo(409);
        assertThat(answer.get().body()).contains("the statement was cancelled");
    }

    @Test
    void severalStatementsAnswerTheLast() throws Exception {
        assertThat(sql("CREATE VIEW x AS SELECT 'a;b' AS y; SELECT y || 'c' AS z FROM x; -- end")
                        .path("rows")
                        .get(0)
                        .get(0)
                        .asText())
                .isEqualTo("a;bc");
    }

    @Test
    void placesOfRecordsThatThereAreNotAreNamed() throws Exception {
        String topic = "/api/topics/llm.success";
        assertThat(console.get(topic + "/4294967296/0").statusCode()).isEqualTo(400);
        assertThat(console.get(topic + "/-1/0").statusCode()).isEqualTo(400);
        assertThat(console.get(topic + "/0/-1").statusCode()).isEqualTo(400);
        assertThat(console.get(topic + "?offset=3").statusCode()).isEqualTo(400);
        HttpResponse<String> beyond = console.get(topic + "/99/0");
        assertThat(beyond.statusCode()).isEqualTo(404);
        assertThat(beyond.body()).contains("llm.success has no partition 99 (the last is ");
        assertThat(console.get(topic + "?partition=99").statusCode()).isEqualTo(404);
    }

    @Test
    void everyExampleRuns() throws Exception {
        JsonNode page =
                JSON.readTree(console.get("/sql").body().replaceAll("(?s).*id=\"data\">(.*?)</script>.*", "$1"));
        assertThat(page.path("examples")).isNotEmpty();
        for (JsonNode example : page.path("examples")) {
            sql(example.path("sql").asText());
        }
    }

    private static JsonNode sql(String statement) throws Exception {
        HttpResponse<String> response = console.post(
                "/api/sql",
                JSON.createObjectNode().put("sql", statement).put("from", "all").toString());
        assertThat(response.statusCode()).as(statement + ": " + response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void everyScreenAnswers() throws Exception {
        for (String path :
                List.of("/", "/calls", "/sinks", "/topics", "/topics/llm.chunk", "/sql", "/replay", "/keys")) {
            HttpResponse<String> page = console.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).contains("<h1").doesNotContain(" style=\"");
        }
    }

    @Test
    void theApiIsDescribed() throws Exception {
        JsonNode api = json("/api/openapi.json");
        assertThat(api.path("openapi").asText()).startsWith("3.1");
        Set<String> described = new TreeSet<>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(described)
                .isEqualTo(console.routes().stream()
                        .filter(route -> route.contains(" /api/") && !route.endsWith("/openapi.json"))
                        .collect(Collectors.toSet()));
        for (String path :
                List.of("/api/calls", "/api/overview", "/api/sinks", "/api/topics", "/api/replay", "/api/sql/tables")) {
            assertThat(api.path("paths").has(path)).as(path).isTrue();
            json(path);
        }
    }

    @Test
    void withoutAKeyItShowsNothingToOtherMachines() {
        Section config = new Section("", Map.of(), new Problems());
        assertThatThrownBy(() -> Console.start(new ConsoleOptions(
                        config,
                        folder,
                        new InetSocketAddress("0.0.0.0", 0),
                        null,
                        null,
                        Clock.systemUTC(),
                        new SecureRandom())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callstream.console.key");
    }
}
