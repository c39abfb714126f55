package io.callstream.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is posted to paths that are no calls: answered at once or later, to those who may ask. */
class PostPageTest {
    private static final String YAML = """
            model_list: [{model_name: m, litellm_params: {model: openai/m, api_base: "http://p.example/v1", api_key: k}}]
            general_settings: {master_key: sk-master}
            """;

    private final List<Consumer<Page>> waiting = new ArrayList<>();

    private static String post(String key, String body) {
        return "POST /take HTTP/1.1\r\nhost: h\r\nauthorization: Bearer " + key + "\r\ncontent-length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private ServerRig rig() {
        ServerRig rig = new ServerRig(YAML);
        rig.post(
                "/take",
                (request, then) -> then.accept(Page.json(200, request.body().text())));
        rig.post("/later", (request, then) -> waiting.add(then));
        return rig;
    }

    @Test
    void whatWasPostedIsAnsweredAndTheConnectionGoesOn() {
        try (ServerRig rig = rig()) {
            ServerRig.ClientWire client = rig.connect();
            client.send(post("sk-master", "{}")).send(post("sk-master", "{\"a\":1}"));

            assertThat(client.received()).endsWith("{\"a\":1}");
            assertThat(client.answers()).isEqualTo(2);
            assertThat(rig.held()).isZero();
        }
    }

    @Test
    void itNeedsAKeyAndPost() {
        try (ServerRig rig = rig()) {
            assertThat(rig.connect().send(post("sk-wrong", "{}")).received()).startsWith("HTTP/1.1 401");
            assertThat(rig.connect()
                            .send("GET /take HTTP/1.1\r\nhost: h\r\n\r\n")
                            .received())
                    .startsWith("HTTP/1.1 405")
                    .contains("allow: POST, OPTIONS");
        }
    }

    @Test
    void anAnswerMayComeLaterAlsoWhenNobodyWaitsForIt() {
        try (ServerRig rig = rig()) {
            ServerRig.ClientWire stays =
                    rig.connect().send(post("sk-master", "{}").replace("/take", "/later"));
            ServerRig.ClientWire goes =
                    rig.connect().send(post("sk-master", "{}").replace("/take", "/later"));
            goes.hangUp();
            assertThat(stays.received()).isEmpty();
            assertThat(rig.held()).isPositive();

            waiting.forEach(then -> then.accept(Page.json(200, "{}")));

            assertThat(stays.received()).startsWith("HTTP/1.1 200");
            assertThat(rig.held()).isZero();
        }
    }
}
