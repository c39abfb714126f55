package io.callstream.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.config.ResponsesConfig;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PageRequest;
import io.callstream.gateway.stage.conversation.Conversations;
import io.callstream.gateway.stage.conversation.KeptResponse;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import io.callstream.table.MemoryTables;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponsePagesTest {
    private static final String STEM = "/v1/responses/*";

    private final Conversations conversations = new Conversations(
            new MemoryTables().passing(TopicCatalogue.responses()),
            new ResponsesConfig(Duration.ofDays(1), 1 << 20, 1 << 16),
            Clock.systemUTC());
    private final ResponsePages pages = new ResponsePages(conversations);

    @BeforeEach
    void keepOne() throws Exception {
        JsonValue.Obj response = new JsonObject()
                .with("id", "resp_1")
                .with("status", "completed")
                .value();
        JsonValue input = JsonValue.read(Slice.of("""
            [{"role":"user","content":"one"},{"type":"message","id":"msg_2","role":"user","content":[]},
             {"type":"function_call_output","call_id":"c","output":"x"}]"""));
        conversations.keep(
                "resp_1",
                Conversations.owner(null),
                new KeptResponse(response, ((JsonValue.Arr) input).elements(), null, null));
    }

    private Page ask(String path, String method, String id, Map<String, String> query) {
        Admission.Admitted anybody = new Admission.Admitted(null, Grant.FREE);
        return pages.byPath().get(path).get(method).answer(new PageRequest(path, id, query, Slice.EMPTY, anybody));
    }

    private static JsonValue.Obj json(Page page) throws Exception {
        return (JsonValue.Obj) JsonValue.read(Slice.of(new String(page.body(), StandardCharsets.UTF_8)));
    }

    @Test
    void aResponseIsShownUntilItIsDeleted() throws Exception {
        assertThat(json(ask(STEM, "GET", "resp_1", Map.of())).text("status")).isEqualTo("completed");
        assertThat(json(ask(STEM, "DELETE", "resp_1", Map.of()))).hasToString("""
            {"id":"resp_1","object":"response","deleted":true}""");

        Page gone = ask(STEM, "GET", "resp_1", Map.of());
        assertThat(gone.status()).isEqualTo(404);
        assertThat(json(gone).object("error").text("code")).isEqualTo("response_not_found");
        assertThat(ask(STEM, "DELETE", "resp_1", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void itsInputIsAListInPages() throws Exception {
        JsonValue.Obj first = json(ask(STEM + "/input_items", "GET", "resp_1", Map.of("limit", "2", "order", "asc")));
        assertThat(first.list("data")).hasSize(2);
        assertThat(first.list("data").get(0).toString())
                .contains("\"type\":\"message\"", "{\"type\":\"input_text\",\"text\":\"one\"}");
        assertThat(first.get("has_more")).hasToString("true");
        assertThat(first.text("last_id")).isEqualTo("msg_2");

        JsonValue.Obj rest =
                json(ask(STEM + "/input_items", "GET", "resp_1", Map.of("after", "msg_2", "order", "asc")));
        assertThat(rest.list("data")).singleElement().asString().contains("function_call_output");
        assertThat(rest.get("has_more")).hasToString("false");
    }

    @Test
    void whatCannotBeIsRefusedByName() throws Exception {
        Page page = ask(STEM + "/input_items", "GET", "resp_1", Map.of("limit", "0"));

        assertThat(page.status()).isEqualTo(400);
        assertThat(json(page).object("error").text("param")).isEqualTo("limit");
        assertThat(ask(STEM + "/cancel", "POST", "resp_1", Map.of()).status()).isEqualTo(400);
    }
}
