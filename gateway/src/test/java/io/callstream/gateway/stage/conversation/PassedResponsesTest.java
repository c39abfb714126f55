package io.callstream.gateway.stage.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.api.pass.PassThroughApi;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.call.RecordingClient;
import io.callstream.gateway.config.ResponsesConfig;
import io.callstream.table.MemoryTables;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that a provider keeps itself, made and asked for by paths that only pass through to it. */
class PassedResponsesTest {
    private static final String ANSWER =
            "{\"id\":\"resp_a\",\"object\":\"response\",\"status\":\"completed\",\"output\":[]}";

    private final Conversations conversations = new Conversations(
            new MemoryTables().passing(TopicCatalogue.responses()),
            new ResponsesConfig(Duration.ofDays(1), 1 << 20, 1 << 16),
            Clock.systemUTC());
    private final CallRig rig = CallRig.afterReading(
            CallRig.deployment("one") + "router_settings: {num_retries: 0}\n", new ConversationStage(conversations));

    @AfterEach
    void close() {
        rig.close();
    }

    private RecordingClient post(String path, String body) {
        return rig.call(PassThroughApi.ofProvider(new OpenAiApi(), "openai"), "/openai/v1" + path, body);
    }

    private void kept(String id, String owner) {
        conversations.keep(id, owner, KeptResponse.elsewhere("one"));
    }

    @Test
    void whoMadeOneIsKeptWithWhereItIs() {
        post("/responses", "{\"model\":\"gpt-4o\",\"input\":\"Hi\"}");
        rig.wire().answer(200, ANSWER);

        assertThat(conversations
                        .find("resp_a", Conversations.owner(null))
                        .orElseThrow()
                        .deployment())
                .isEqualTo("one");
        assertThat(conversations.find("resp_a", "another")).isEmpty();
    }

    @Test
    void onesOwnIsGoneOnFrom() {
        kept("resp_a", Conversations.owner(null));
        RecordingClient client = post("/responses", "{\"input\":\"And?\",\"previous_response_id\":\"resp_a\"}");
        assertThat(rig.wire().requests()).contains("\"previous_response_id\":\"resp_a\"");
        rig.wire().answer(200, ANSWER);

        assertThat(client.status()).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resp_b", "resp_c"})
    void anothersIsNot(String id) {
        kept("resp_b", "another");
        RecordingClient client = post("/responses", "{\"input\":\"And?\",\"previous_response_id\":\"" + id + "\"}");

        assertThat(client.status()).isEqualTo("400");
        assertThat(client.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"The previous response `" + id + "` is not found: it is not kept, no"
                                + " longer kept, or another key's.\",\"type\":\"invalid_request_error\",\"param\":"
                                + "\"previous_response_id\",\"code\":\"previous_response_not_found\"}}");
        assertThat(rig.upstream().wires()).isEmpty();
    }

    @Test
    void whatIsDoneToOnesOwnReachesItsProvider() {
        kept("resp_a", Conversations.owner(null));
        RecordingClient client = post("/responses/resp_a/cancel", "");
        assertThat(rig.wire().requests()).startsWith("POST /v1/responses/resp_a/cancel HTTP/1.1\r\n");
        rig.wire().answer(200, ANSWER);

        assertThat(client.status()).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/responses/resp_b/cancel", "/responses/resp_b", "/responses/resp_c/cancel"})
    void whatIsDoneToAnothersDoesNot(String path) {
        kept("resp_b", "another");
        RecordingClient client = post(path, "");

        assertThat(client.status()).isEqualTo("404");
        assertThat(client.body()).contains("is not found: it is not kept", "\"code\":\"response_not_found\"");
        assertThat(rig.upstream().wires()).isEmpty();
    }

    @Test
    void whatIsNoResponseIsNobodysInParticular() {
        RecordingClient client = post("/moderations", "{\"input\":\"Hi\"}");
        rig.wire().answer(200, "{\"id\":\"modr_1\"}");

        assertThat(client.status()).isEqualTo("200");
        assertThat(conversations.find("modr_1", Conversations.owner(null))).isEmpty();
    }
}
