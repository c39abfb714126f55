package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.upstream.ProviderWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Calls whose prompt is kept at Langfuse, on a clock that the test moves. */
class PromptCallTest {
    private static final String LANGFUSE = """
            callstream:
              prompts:
                ttl: 60s
                langfuse:
                  host: http://langfuse.example
                  public_key: pk-ours
                  secret_key: sk-ours-secret
                  allowed_hosts: [other.example]
            """;
    private static final String GREETING = "{\"name\":\"greeting\",\"version\":3,\"type\":\"chat\",\"prompt\":["
            + "{\"role\":\"system\",\"content\":\"Speak {{ language }}.\",\"type\":\"chatmessage\"}],"
            + "\"config\":{\"temperature\":0.1},\"labels\":[\"production\"]}";

    private static CallRig rig() {
        return new CallRig(CallRig.deployment("one") + "router_settings: {num_retries: 0}\n" + LANGFUSE);
    }

    private static String ask(String more) {
        return "{\"model\":\"m\",\"prompt_id\":\"greeting\"," + more
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    private static String inFrench() {
        return ask("\"prompt_variables\":{\"language\":\"French\"},\"temperature\":1,");
    }

    /** The connection that goes to a host; the latest one. */
    private static ProviderWire wire(CallRig rig, String host) {
        return rig.upstream().wires().stream()
                .filter(wire -> wire.requests().contains("host: " + host + "\r\n"))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private static long asked(CallRig rig) {
        return rig.upstream().wires().stream()
                .map(ProviderWire::requests)
                .mapToLong(sent -> sent.split("GET /api/public", -1).length - 1)
                .sum();
    }

    /** The prompt is known from here on. */
    private static void know(CallRig rig) {
        rig.call(inFrench());
        wire(rig, "langfuse.example").answer(200, GREETING);
        wire(rig, "one.example").answer(200, CallRig.answer("Bonjour"));
    }

    @Test
    void aPromptIsPutBeforeTheClientsMessages() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(inFrench());
            wire(rig, "langfuse.example").answer(200, GREETING);
            wire(rig, "one.example").answer(200, CallRig.answer("Bonjour"));

            assertThat(client.body()).isEqualTo(CallRig.answer("Bonjour"));
            assertThat(wire(rig, "langfuse.example").requests())
                    .startsWith("GET /api/public/v2/prompts/greeting HTTP/1.1\r\n")
                    .contains("authorization: Basic " + basic("pk-ours:sk-ours-secret") + "\r\n");
            assertThat(wire(rig, "one.example").requests())
                    .endsWith("\r\n\r\n{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":"
                            + "\"Speak French.\"},{\"role\":\"user\",\"content\":\"Hello\"}],\"temperature\":0.1}");
        }
    }

    @Test
    void whatWasSentAndWhichVersionStandInTheEvents() {
        try (CallRig rig = rig()) {
            know(rig);

            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getPromptSource()).isEqualTo("langfuse");
            assertThat(event.getPromptId()).isEqualTo("greeting");
            assertThat(event.getPromptVersion()).isEqualTo("3");
            assertThat(event.getRequestBody()).contains("Speak French.").contains("\"language\":\"French\"");
            assertThat(event.getRequestBytes()).isEqualTo(inFrench().length());
            assertThat(event.getParameters()).isEqualTo("{\"temperature\":0.1}");
        }
    }

    @Test
    void aKnownPromptIsThereAtOnce() {
        try (CallRig rig = rig()) {
            know(rig);
            rig.advance(Duration.ofSeconds(20));
            rig.call(ask("\"prompt_variables\":{\"language\":\"Dutch\"},"));

            assertThat(wire(rig, "one.example").requests()).contains("Speak Dutch.");
            assertThat(asked(rig)).isEqualTo(1);
            wire(rig, "one.example").answer(200, CallRig.answer("Hallo"));
        }
    }

    @Test
    void manyCallsAtATimeAskOnce() {
        try (CallRig rig = rig()) {
            RecordingClient one = rig.call(inFrench());
            RecordingClient two = rig.call(inFrench());
            assertThat(asked(rig)).isEqualTo(1);

            wire(rig, "langfuse.example").answer(200, GREETING);
            rig.upstream().wires().stream()
                    .filter(wire -> wire.requests().contains("POST"))
                    .forEach(wire -> wire.answer(200, CallRig.answer("Bonjour")));
            assertThat(one.status()).isEqualTo("200");
            assertThat(two.status()).isEqualTo("200");
        }
    }

    @Test
    void aNewVersionIsUsedWithinItsTime() {
        try (CallRig rig = rig()) {
            know(rig);
            rig.advance(Duration.ofSeconds(40));
            rig.call(inFrench());
            wire(rig, "one.example").answer(200, CallRig.answer("Bonjour"));
            wire(rig, "langfuse.example")
                    .answer(200, GREETING.replace("Speak", "Write").replace(":3,", ":4,"));
            rig.advance(Duration.ofSeconds(1));

            rig.call(inFrench());
            wire(rig, "one.example").answer(200, CallRig.answer("Bonjour"));
            assertThat(wire(rig, "one.example").requests()).contains("Write French.");
            assertThat(asked(rig)).isEqualTo(2);
            assertThat(rig.lane().all(SuccessEvent.class))
                    .extracting(SuccessEvent::getPromptVersion)
                    .containsExactly("3", "3", "4");
        }
    }

    @Test
    void aPromptThatNobodyAskedForIsAskedForFirst() {
        try (CallRig rig = rig()) {
            know(rig);
            rig.advance(Duration.ofMinutes(30));
            rig.call(inFrench());
            wire(rig, "langfuse.example").answer(200, GREETING.replace("Speak", "Write"));

            assertThat(wire(rig, "one.example").requests()).contains("Write French.");
            wire(rig, "one.example").answer(200, CallRig.answer("Bonjour"));
        }
    }

    @Test
    void anOutageOfTenMinutesGoesUnnoticed() {
        try (CallRig rig = rig()) {
            know(rig);
            int before = 0;
            for (int second = 0; second < 600; second += 5) {
                rig.advance(Duration.ofSeconds(5));
                RecordingClient client = rig.call(inFrench());
                wire(rig, "one.example").answer(200, CallRig.answer("Bonjour"));
                assertThat(client.status()).as("after %s s", second).isEqualTo("200");
                wire(rig, "langfuse.example").close();
                before++;
            }
            assertThat(rig.lane().all(SuccessEvent.class)).hasSize(before + 1);
        }
    }

    /** The first call after a silence does not know yet that the source does not answer any more. */
    @Test
    void aSourceThatHangsHoldsOneCallUpForASecond() {
        try (CallRig rig = rig()) {
            know(rig);
            rig.advance(Duration.ofMinutes(5));
            RecordingClient first = rig.call(inFrench());
            assertThat(first.status()).isEmpty();
            rig.advance(Duration.ofMillis(1_100));
            wire(rig, "one.example").answer(200, CallRig.answer("Bonjour"));
            assertThat(first.status()).isEqualTo("200");

            RecordingClient second = rig.call(inFrench());
            wire(rig, "one.example").answer(200, CallRig.answer("Bonjour"));
            assertThat(second.status()).isEqualTo("200");
        }
    }

    @Test
    void aPromptThatIsTakenAwayIsUsedNoMore() {
        try (CallRig rig = rig()) {
            know(rig);
            rig.advance(Duration.ofMinutes(5));
            RecordingClient client = rig.call(inFrench());
            wire(rig, "langfuse.example").answer(404, "{\"message\":\"not found\"}");

            assertThat(client.status()).isEqualTo("404");
        }
    }

    @Test
    void aClientThatLeavesEndsTheWaitingOnly() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(inFrench());
            client.hangUp();
            rig.handle().clientGone();
            wire(rig, "langfuse.example").answer(200, GREETING);
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
            assertThat(rig.upstream().wires()).hasSize(1);

            rig.call(inFrench());
            wire(rig, "one.example").answer(200, CallRig.answer("Bonjour"));
            assertThat(asked(rig)).isEqualTo(1);
        }
    }

    @Test
    void twoAccountsShareNothing() {
        try (CallRig rig = rig()) {
            know(rig);
            rig.call(ask("\"prompt_variables\":{\"language\":\"French\"},\"langfuse_public_key\":\"pk-theirs\","
                    + "\"langfuse_secret_key\":\"sk-theirs-secret\","));
            assertThat(asked(rig)).isEqualTo(2);
            assertThat(wire(rig, "langfuse.example").requests()).contains(basic("pk-theirs:sk-theirs-secret"));

            wire(rig, "langfuse.example").answer(200, GREETING.replace("Speak", "Theirs:"));
            assertThat(wire(rig, "one.example").requests())
                    .contains("Theirs: French.")
                    .doesNotContain("theirs-secret")
                    .doesNotContain("pk-theirs");
            wire(rig, "one.example").answer(200, CallRig.answer("Bonjour"));
            assertThat(rig.lane().all(SuccessEvent.class).get(1).toString())
                    .doesNotContain("sk-theirs-secret")
                    .doesNotContain("pk-theirs");
        }
    }

    @Test
    void aHostThatIsNotAllowedIsNotAsked() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(ask("\"langfuse_host\":\"http://169.254.169.254\","
                    + "\"langfuse_public_key\":\"pk\",\"langfuse_secret\":\"sk-theirs-secret\","));

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("allowed_hosts").contains("\"param\":\"langfuse_host\"");
            assertThat(rig.upstream().wires()).isEmpty();
        }
    }

    @Test
    void anAllowedHostNeedsKeysOfItsOwn() {
        try (CallRig rig = rig()) {
            RecordingClient refused = rig.call(ask("\"langfuse_host\":\"https://other.example\","));
            assertThat(refused.status()).isEqualTo("400");
            assertThat(rig.upstream().wires()).isEmpty();

            RecordingClient client = rig.call(ask("\"langfuse_host\":\"http://other.example:3000/\","
                    + "\"langfuse_public_key\":\"pk\",\"langfuse_secret\":\"sk-theirs-secret\","));
            wire(rig, "other.example:3000").answer(401, "{}");
            assertThat(client.status()).isEqualTo("403");
            assertThat(client.body()).contains("prompt_access_denied");
        }
    }

    @Test
    void variablesOfTheGatewaysEnvironmentAreNotRead() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(ask("\"langfuse_public_key\":\"os.environ/LANGFUSE_PUBLIC_KEY\","
                    + "\"langfuse_secret\":\"os.environ/OPENAI_API_KEY\","));

            assertThat(client.status()).isEqualTo("400");
            assertThat(rig.upstream().wires()).isEmpty();
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(ask(""));
            wire(rig, "langfuse.example").answer(200, GREETING);
            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("prompt_variables: language").contains("\"param\":\"prompt_variables\"");

            RecordingClient wrong = rig.call("{\"model\":\"m\",\"prompt_id\":7,\"messages\":[]}");
            assertThat(wrong.status()).isEqualTo("400");
            assertThat(wrong.body()).contains("\"param\":\"prompt_id\"");
        }
    }

    @Test
    void anAbsentPromptIsNotAskedForAgainAtOnce() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(inFrench());
            wire(rig, "langfuse.example").answer(404, "{}");
            assertThat(client.status()).isEqualTo("404");
            assertThat(client.body()).contains("prompt_not_found").contains("greeting");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("PROMPT_NOT_FOUND");

            assertThat(rig.call(inFrench()).status()).isEqualTo("404");
            assertThat(asked(rig)).isEqualTo(1);
            rig.advance(Duration.ofSeconds(6));
            rig.call(inFrench());
            wire(rig, "langfuse.example").answer(200, GREETING);
            wire(rig, "one.example").answer(200, CallRig.answer("Bonjour"));
        }
    }

    @Test
    void aSourceThatDoesNotAnswerIsSaidSo() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(inFrench());
            rig.advance(Duration.ofMillis(4_500));

            assertThat(client.status()).isEqualTo("503");
            assertThat(client.body()).contains("prompt_unavailable");
        }
    }

    @Test
    void aSourceThatStumblesIsAskedOnceMore() {
        try (CallRig rig = rig()) {
            RecordingClient client = rig.call(inFrench());
            wire(rig, "langfuse.example").answer(502, "{}");
            assertThat(asked(rig)).isEqualTo(2);
            wire(rig, "langfuse.example").answer(200, GREETING);
            wire(rig, "one.example").answer(200, CallRig.answer("Bonjour"));

            assertThat(client.status()).isEqualTo("200");
        }
    }

    @Test
    void labelAndVersionGoToTheSource() {
        try (CallRig rig = rig()) {
            rig.call(ask("\"prompt_label\":\"my label\","));
            wire(rig, "langfuse.example").answer(404, "{}");
            rig.call(ask("\"prompt_version\":7,"));
            wire(rig, "langfuse.example").answer(404, "{}");
            rig.call(ask("\"prompt_id_is\":1,").replace("greeting", "sales/offer 1"));
            wire(rig, "langfuse.example").answer(404, "{}");

            assertThat(wire(rig, "langfuse.example").requests())
                    .contains("GET /api/public/v2/prompts/greeting?label=my%20label HTTP")
                    .contains("GET /api/public/v2/prompts/greeting?version=7 HTTP")
                    .contains("GET /api/public/v2/prompts/sales%2Foffer%201 HTTP");
        }
    }

    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
