package io.callstream.gateway.call;

import static io.callstream.gateway.call.ResponsesCallTest.chunked;
import static io.callstream.gateway.call.ResponsesCallTest.json;
import static io.callstream.gateway.call.ResponsesCallTest.responses;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.config.ResponsesConfig;
import io.callstream.gateway.stage.conversation.Conversations;
import io.callstream.json.JsonValue;
import io.callstream.table.MemoryTables;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that go on from an answer. */
class ConversationTest {
    private static final String CONFIG = CallRig.deployment("one") + "router_settings: {num_retries: 0}\n";
    private static final ResponsesConfig USUAL = new ResponsesConfig(Duration.ofDays(30), 1 << 20, 1 << 16);

    private final MemoryTables tables = new MemoryTables();

    private Conversations conversations(ResponsesConfig config, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Conversations(tables.another().passing(TopicCatalogue.responses()), config, clock);
    }

    private static CallRig rig(String config, Conversations conversations) {
        return CallRig.keeping(config, conversations);
    }

    private CallRig rig() {
        return rig(CONFIG, conversations(USUAL, Instant.EPOCH));
    }

    private static String answered(CallRig rig, String request, String answer) throws Exception {
        RecordingClient client = responses(rig, request);
        rig.wire().send(chunked("application/json")).chunk(answer).endChunks();
        return String.valueOf(json(client.body()).text("id"));
    }

    private static String goingOn(String id) {
        return "{\"model\":\"m\",\"input\":\"And?\",\"previous_response_id\":\"" + id + "\"}";
    }

    @Test
    void whatWasSaidComesBeforeTheRequestAlsoOnAnotherGateway() throws Exception {
        String first;
        try (CallRig rig = rig()) {
            first = answered(
                    rig, "{\"model\":\"m\",\"input\":\"Hello\",\"instructions\":\"Be brief.\"}", CallRig.answer("Hi"));
        }
        String second;
        try (CallRig rig = rig()) {
            second = answered(rig, goingOn(first), CallRig.answer("Well."));

            assertThat(rig.wire().requests()).endsWith("""
                {"model":"gpt-4o","messages":[{"role":"user","content":"Hello"},{"role":"assistant","content":"Hi"},\
                {"role":"user","content":"And?"}]}""");
        }
        try (CallRig rig = rig()) {
            RecordingClient client = responses(rig, goingOn(second));

            assertThat(rig.wire().requests())
                    .contains("\"Hello\"", "\"Hi\"", "\"And?\"},{\"role\":\"assistant\",\"content\":\"Well.\"}");
            rig.wire()
                    .send(chunked("application/json"))
                    .chunk(CallRig.answer("!"))
                    .endChunks();
            assertThat(json(client.body()).text("previous_response_id")).isEqualTo(second);
        }
    }

    @Test
    void nobodyCanReadWhatIsKept() throws Exception {
        try (CallRig rig = rig()) {
            String id = answered(rig, "{\"model\":\"m\",\"input\":\"Hello there\"}", CallRig.answer("Hi there"));
            List<String> kept = new ArrayList<>();
            tables.topic("llm.responses").table().each((name, value) -> {
                kept.add(name + new String(value, StandardCharsets.ISO_8859_1));
            });

            assertThat(kept).singleElement().satisfies(each -> assertThat(each).doesNotContain("there", id));
        }
    }

    @Test
    void anotherKeysResponseIsNotFound() throws Exception {
        Conversations conversations = conversations(USUAL, Instant.EPOCH);
        try (CallRig rig = rig(CONFIG, conversations)) {
            String id = answered(rig, "{\"model\":\"m\",\"input\":\"Hello\"}", CallRig.answer("Hi"));

            assertThat(conversations.find(id, Conversations.owner(null))).isPresent();
            assertThat(conversations.find(id, "another")).isEmpty();
        }
    }

    @Test
    void whatIsNotKeptIsNotFound() throws Exception {
        try (CallRig rig = rig()) {
            String id = answered(rig, "{\"model\":\"m\",\"input\":\"Hello\",\"store\":false}", CallRig.answer("Hi"));
            RecordingClient client = responses(rig, goingOn(id));

            assertThat(client.status()).isEqualTo("400");
            JsonValue.Obj error = json(client.body()).object("error");
            assertThat(error.text("code")).isEqualTo("previous_response_not_found");
            assertThat(error.text("param")).isEqualTo("previous_response_id");
        }
    }

    @Test
    void whatIsOldOrTooMuchGoes() throws Exception {
        ResponsesConfig small = new ResponsesConfig(Duration.ofDays(1), 900, 1 << 16);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            try (CallRig rig = rig(CONFIG, conversations(small, Instant.ofEpochSecond(i)))) {
                ids.add(answered(rig, "{\"model\":\"m\",\"input\":\"Hello\"}", CallRig.answer("Hi")));
            }
        }
        Conversations later = conversations(small, Instant.ofEpochSecond(10));
        assertThat(later.find(ids.get(0), Conversations.owner(null))).isEmpty();
        assertThat(later.find(ids.get(2), Conversations.owner(null))).isPresent();
        assertThat(conversations(small, Instant.ofEpochSecond(90_000)).find(ids.get(2), Conversations.owner(null)))
                .isEmpty();
    }

    @Test
    void aToolsResultGoesOnFromItsCall() throws Exception {
        try (CallRig rig = rig()) {
            String id = answered(rig, "{\"model\":\"m\",\"input\":\"Look\"}", """
                {"id":"a","model":"gpt-4o","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[
                 {"id":"call_1","type":"function","function":{"name":"look","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""");
            responses(
                    rig,
                    "{\"model\":\"m\",\"previous_response_id\":\"" + id
                            + "\",\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"call_1\",\"output\":\"red\"}]}");

            assertThat(rig.wire().requests()).endsWith("""
                "messages":[{"role":"user","content":"Look"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1",\
                "type":"function","function":{"name":"look","arguments":"{}"}}]},\
                {"role":"tool","tool_call_id":"call_1","content":"red"}]}""");
        }
    }

    @Test
    void whatAProviderKeepsIsGoneOnFromThere() throws Exception {
        String config = "model_list:\n"
                + CallRig.item("m", "one", "responses_api: clients\n")
                + CallRig.item("m", "two", "responses_api: clients\n")
                + CallRig.item("other", "three", "")
                + "router_settings: {num_retries: 0}\n";
        try (CallRig rig = rig(config, conversations(USUAL, Instant.EPOCH))) {
            String id = answered(
                    rig,
                    "{\"model\":\"m\",\"input\":\"Hello\"}",
                    "{\"id\":\"resp_theirs\",\"object\":\"response\",\"status\":\"completed\",\"model\":\"g\",\"output\":[]}");
            String host = rig.wire().requests().contains("one.example") ? "one.example" : "two.example";
            for (int i = 0; i < 5; i++) {
                answered(
                        rig,
                        goingOn(id),
                        "{\"id\":\"resp_" + i + "\",\"object\":\"response\",\"status\":\"completed\",\"output\":[]}");
                assertThat(rig.wire().requests())
                        .contains("host: " + host)
                        .endsWith("{\"model\":\"gpt-4o\",\"input\":\"And?\",\"previous_response_id\":\"resp_theirs\"}");
            }
        }
    }

    @Test
    void whatIsKeptHereGoesToAProviderOfTheSameFormAsItsInput() throws Exception {
        Conversations conversations = conversations(USUAL, Instant.EPOCH);
        String id;
        try (CallRig rig = rig(CONFIG, conversations)) {
            id = answered(rig, "{\"model\":\"m\",\"input\":\"Hello\"}", CallRig.answer("Hi"));
        }
        String config = "model_list:\n" + CallRig.item("one", "responses_api: clients\n")
                + "router_settings: {num_retries: 0}\n";
        try (CallRig rig = rig(config, conversations)) {
            responses(rig, goingOn(id));

            assertThat(rig.wire().requests())
                    .contains("POST /v1/responses", "\"text\":\"Hello\"", "\"text\":\"Hi\"", "\"text\":\"And?\"")
                    .doesNotContain("previous_response_id");
        }
    }
}
