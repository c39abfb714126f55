package io.callstream.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.whole.story.DeliveredRows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callback lists, keys with accounts of their own, and what requests say about logging mean what they do in LiteLLM. */
class CallbacksTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CHAT = "/v1/chat/completions";
    private static final String TEAM_KEY = "sk-of-team-a";

    @TempDir
    Path folder;

    private WholePath path;
    private Client client;
    private FakeWebhook everybodys;
    private FakeWebhook teams;
    private Path lines;

    @BeforeEach
    void start() throws Exception {
        path = WholePath.start(folder);
        client = new Client(path.gateway(Configs.gateway(path.provider(), path.backends(), "sim-text", "sim-400")
                        + "  auth: {keys: [{key: " + TEAM_KEY + ", team_id: a, routes: [team-a]}]}\n")
                .url());
        everybodys = path.keep(FakeWebhook.refusing("nothing"));
        teams = path.keep(FakeWebhook.refusing("nothing"));
        lines = folder.resolve("lines");
        String config = "litellm_settings: {success_callback: [webhook], failure_callback: [file]}\n"
                + Configs.callstream(path.backends())
                + """
                  sinks:
                    webhook: {url: "%s", routes: {team-a: {url: "%s"}}}
                    file: {directory: "%s", turn_off_message_logging: true}
                """.formatted(everybodys.url(), teams.url(), lines);
        path.sink("webhook", config);
        path.sink("file", config);
    }

    @AfterEach
    void stop() throws Exception {
        path.close();
    }

    @Test
    void everySinkGetsWhatItsListsAndTheCallersSay() {
        String team = call("sim-text", "", TEAM_KEY);
        call("sim-text", ",\"no-log\":true", Configs.KEY);
        call("sim-text", ",\"litellm_disabled_callbacks\":[\"webhook\"]", Configs.KEY);
        String failed = call("sim-400", "", Configs.KEY);
        String last = call("sim-text", "", Configs.KEY);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(teams.eventIds()).containsExactly(team + ":success");
            assertThat(everybodys.eventIds()).containsExactly(last + ":success");
            assertThat(written()).hasSize(1);
        });
        JsonNode line = written().get(0);
        assertThat(line.path("event_id").asText()).isEqualTo(failed + ":failure");
        assertThat(line.path("capture").asText()).isEqualTo("none");
        assertThat(line.path("request_body").isNull()
                        || line.path("request_body").isMissingNode())
                .isTrue();
    }

    private List<JsonNode> written() {
        return DeliveredRows.lines(lines);
    }

    private String call(String model, String more, String key) {
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]" + more + "}";
        return client.call(CHAT, body, key).callId();
    }
}
