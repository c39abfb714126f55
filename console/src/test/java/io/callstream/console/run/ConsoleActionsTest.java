package io.callstream.console.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.testing.events.SampleCall;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done by the console: sinks try again, keys are made, replays run, a call is followed. */
class ConsoleActionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LIST = "actions";

    @TempDir
    static Path folder;

    private static HeldSinkPort port;
    private static FakeGateway gateway;
    private static RunningConsole console;

    @BeforeAll
    static void start() throws Exception {
        port = new HeldSinkPort();
        gateway = new FakeGateway();
        console = new RunningConsole(
                folder,
                new RunningConsole.Around(gateway.url(), FakeGateway.MASTER, Map.of(KeptSink.NAME, port.page()), LIST));
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
        gateway.close();
        port.close();
    }

    @Test
    void aHeldSinkTriesAgainWhenItIsAskedTo() throws Exception {
        assertThat(json(console.get("/api/sinks")).findValuesAsText("state")).contains("held");
        String button = "hx-post=\"/sinks/" + KeptSink.NAME + "/resume\"";
        assertThat(console.get("/sinks-table").body()).contains(button);
        assertThat(console.get("/sinks-table", RunningConsole.VIEWER).body()).doesNotContain(button);

        assertThat(console.post("/api/sinks/" + KeptSink.NAME + "/resume", "").statusCode())
                .isEqualTo(200);
        assertThat(json(console.get("/api/sinks")).findValuesAsText("state"))
                .contains("running")
                .doesNotContain("held");
    }

    @Test
    void aCallThatIsUnderWayIsFollowed() throws Exception {
        int number = 30_000;
        console.begin(number);
        assertThat(console.get("/calls/" + SampleCall.number(number).callId()).body())
                .contains("this page follows it", "hx-trigger=\"every 1s\"");
        assertThat(console.get("/calls/" + SampleCall.number(1).callId()).body())
                .doesNotContain("every 1s");
    }

    @Test
    void whoMayOnlyLookChangesNothing() throws Exception {
        for (String path : List.of(
                "/api/sinks/kept/resume",
                "/api/keys",
                "/api/keys/abc/block",
                "/api/teams",
                "/api/replay/plan",
                "/api/replay/jobs/one/cancel")) {
            assertThat(console.post(path, "{}", RunningConsole.VIEWER).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void aSinkWhosePageIsNotKnownNamesTheSetting() throws Exception {
        HttpResponse<String> answer = console.post("/api/sinks/elsewhere/resume", "");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("callstream.console.sink_health.elsewhere");
    }

    @Test
    void aKeyIsMadeInTheGatewaysWords() throws Exception {
        HttpResponse<String> made = console.post("/api/keys", "{\"key_alias\": \"ci\", \"max_budget\": 5}");
        assertThat(json(made).path("key").asText()).isEqualTo(FakeGateway.SECRET);
        assertThat(gateway.asked()).contains("/key/generate {\"key_alias\":\"ci\",\"max_budget\":5}");
        assertThat(console.post("/api/keys", "nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void aKeyIsBlockedAndGetsANewSecret() throws Exception {
        assertThat(console.post("/api/keys/abc/block", "").statusCode()).isEqualTo(200);
        HttpResponse<String> rotated = console.post("/api/keys/abc/regenerate", "");
        assertThat(json(rotated).path("key").asText()).isEqualTo(FakeGateway.SECRET);
        assertThat(gateway.asked()).contains("/key/block {\"key\":\"abc\"}", "/key/regenerate {\"key\":\"abc\"}");
        assertThat(console.post("/api/keys/abc/melt", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aTeamIsMade() throws Exception {
        HttpResponse<String> made = console.post("/api/teams", "{\"team_alias\": \"search\"}");
        assertThat(json(made).path("team_id").asText()).isEqualTo("team-1");
    }

    @Test
    void aReplayIsPlannedAndRuns() throws Exception {
        JsonNode plan = plan("{\"sink\": \"kept\", \"from\": \"1h\", \"event\": [\"success\"], \"duplicates\": true,"
                + " \"limit\": 7}");
        assertThat(plan.path("total").asInt()).isEqualTo(7);
        assertThat(plan.path("kinds").path("success").asInt()).isEqualTo(7);

        String job = plan.path("job").asText();
        assertThat(console.post("/api/replay/jobs/" + job + "/start", "").statusCode())
                .isEqualTo(200);
        await().atMost(SOON).until(() -> state(job).equals("done"));
        assertThat(KeptSink.list(LIST)).hasSizeGreaterThanOrEqualTo(7).allMatch(id -> id.endsWith(":success"));
        assertThat(console.post("/api/replay/jobs/" + job + "/resume", "").statusCode())
                .isEqualTo(409);
    }

    @Test
    void aReplayIsCancelled() throws Exception {
        String job = plan("{\"sink\": \"kept\", \"from\": \"1h\", \"duplicates\": true, \"rate\": \"0.1/s\"}")
                .path("job")
                .asText();
        console.post("/api/replay/jobs/" + job + "/start", "");
        await().atMost(SOON).until(() -> state(job).equals("running"));
        assertThat(json(console.post("/api/replay/jobs/" + job + "/cancel", ""))
                        .path("state")
                        .asText())
                .isEqualTo("cancelled");
    }

    @Test
    void aReplayWithoutConsentIsRefused() throws Exception {
        HttpResponse<String> refused =
                console.post("/api/replay/plan", "{\"sink\": \"kept\", \"from\": \"1h\", \"duplicates\": false}");
        assertThat(refused.statusCode()).isEqualTo(409);
    }

    private static JsonNode plan(String body) throws Exception {
        return json(console.post("/api/replay/plan", body));
    }

    private static String state(String job) throws Exception {
        for (JsonNode each : json(console.get("/api/replay"))) {
            if (each.path("job").asText().equals(job)) {
                return each.path("state").asText();
            }
        }
        return "";
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
