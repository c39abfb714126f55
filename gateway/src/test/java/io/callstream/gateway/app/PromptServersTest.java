package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.testing.prompts.PromptServer;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts of strict servers and of a folder, over real sockets. */
class PromptServersTest {
    private static final String SECRET = "sk-lf-1234567890abcdef";

    private final Http http = new Http();
    private PromptServer langfuse;
    private PromptServer humanloop;
    private SimulatedProvider provider;
    private TestGateway gateway;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        langfuse = PromptServer.langfuse("pk-lf", SECRET)
                .keep("team/greeting", "", version(1, "Greet {{who}}."))
                .keep("team/greeting", "2", version(2, "Salute {{who}}."));
        humanloop = PromptServer.humanloop("hl-key")
                .keep(
                        "pr_1",
                        "",
                        "{\"id\":\"pr_1\",\"version_id\":\"prv_1\",\"template\":[{\"role\":\"system\",\"content\":\"Of {{x}}\"}]}");
        Files.writeString(folder.resolve("note.prompt"), "User: Note {{x}}");
        provider = SimulatedProvider.start();
        gateway = TestGateway.toAll(provider.apiBase(), """
                callstream:
                  prompts:
                    ttl: 200ms
                    langfuse: {host: "%s", public_key: pk-lf, secret_key: %s}
                    humanloop: {base_url: "%s/v5", api_key: hl-key}
                    file: {directory: "%s"}
                """.formatted(langfuse.url(), SECRET, humanloop.url(), folder));
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
        langfuse.close();
        humanloop.close();
    }

    private static String version(int number, String text) {
        return "{\"name\":\"team/greeting\",\"type\":\"text\",\"version\":" + number + ",\"prompt\":\"" + text
                + "\",\"config\":{},\"labels\":[\"production\"]}";
    }

    private HttpResponse<String> ask(String model, String more) {
        String body =
                "{\"model\":\"" + model + "\"," + more + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        return http.post(gateway.url(Asking.CHAT), body);
    }

    private String sent() {
        List<String> all =
                provider.received().stream().map(call -> call.requestText()).toList();
        return all.get(all.size() - 1);
    }

    @Test
    void langfuseIsAskedAsItWantsToBe() {
        String who = "\"prompt_id\":\"team/greeting\",\"prompt_variables\":{\"who\":\"Ann\"}";
        assertThat(ask("langfuse/gpt-4o", who).statusCode()).isEqualTo(200);
        assertThat(sent()).contains("Greet Ann.").doesNotContain("prompt_id");
        assertThat(ask("langfuse/gpt-4o", who + ",\"prompt_version\":2").statusCode())
                .isEqualTo(200);
        assertThat(sent()).contains("Salute Ann.");
        assertThat(gateway.tape().await(SuccessEvent.class, 2))
                .extracting(SuccessEvent::getPromptVersion)
                .containsExactly("1", "2");

        HttpResponse<String> wrong = ask(
                "langfuse/gpt-4o",
                who + ",\"langfuse_public_key\":\"pk-lf\",\"langfuse_secret_key\":\"sk-lf-wrong-wrong\"");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(ask("langfuse/gpt-4o", who + ",\"prompt_label\":\"none\"").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aNewVersionAndAnOutage() {
        String who = "\"prompt_id\":\"team/greeting\",\"prompt_variables\":{\"who\":\"Ann\"}";
        ask("langfuse/gpt-4o", who);
        langfuse.keep("team/greeting", "", version(3, "Hail {{who}}."));
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            ask("langfuse/gpt-4o", who);
            assertThat(sent()).contains("Hail Ann.");
        });

        langfuse.fail(true);
        int before = langfuse.asked().size();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            assertThat(ask("langfuse/gpt-4o", who).statusCode()).isEqualTo(200);
            return langfuse.asked().size() > before + 1;
        });
        assertThat(ask("langfuse/gpt-4o", who).statusCode()).isEqualTo(200);
        assertThat(sent()).contains("Hail Ann.");
    }

    @Test
    void humanloopAndFolder() {
        assertThat(ask("humanloop/gpt-4o", "\"prompt_id\":\"pr_1\",\"prompt_variables\":{\"x\":\"tea\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(sent()).contains("Of tea");
        assertThat(ask("dotprompt/gpt-4o", "\"prompt_id\":\"note\",\"prompt_variables\":{\"x\":\"tea\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(sent()).contains("Note tea");
        assertThat(gateway.tape().await(SuccessEvent.class, 2))
                .extracting(SuccessEvent::getPromptSource)
                .containsExactly("humanloop", "file");
    }
}
