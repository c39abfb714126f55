package io.callstream.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Web pages of other machines that reach a gateway without keys through the browser of somebody who visits them. */
class ForeignPagesTest {
    private static final String CALL = "POST /v1/chat/completions";
    private static final String FOREIGN =
            "{\"error\":{\"message\":\"This gateway asks for no key and takes no calls from web"
                    + " pages of other machines: set a key, or name the page's origin in callstream.server.cors.origins.\",\"type\":"
                    + "\"invalid_request_error\",\"param\":null,\"code\":\"origin_not_allowed\"}}";

    private final ServerRig rig = new ServerRig("""
        model_list:
          - model_name: m
            litellm_params: {model: openai/gpt-4o, api_base: "http://one.example/v1", api_key: sk-provider}
        """);

    ForeignPagesTest() {
        rig.page("/alive", viewer -> Page.text("text/plain", "alive"));
        rig.post("/take", (request, then) -> then.accept(Page.json(200, "taken")));
        rig.services(new PageServices(Map.of("/made", Map.of("POST", asked -> Page.json(200, "made"))), Runnable::run));
    }

    @AfterEach
    void nothingIsLeft() {
        rig.close();
        assertThat(rig.held()).isZero();
    }

    private ServerRig.ClientWire ask(String line, String origin) {
        String body = line.equals(CALL) ? "{\"model\":\"m\",\"messages\":[]}" : "";
        return rig.connect()
                .send(line + " HTTP/1.1\r\nhost: h\r\norigin: " + origin + "\r\ncontent-length: " + body.length()
                        + "\r\n\r\n" + body);
    }

    @ParameterizedTest
    @ValueSource(strings = {CALL, "POST /take", "POST /made"})
    void theyMayAskNothingThatDoesSomething(String line) {
        ServerRig.ClientWire client = ask(line, "https://evil.example");

        assertThat(client.status()).isEqualTo("403");
        assertThat(client.body()).isEqualTo(FOREIGN);
        assertThat(client.received()).doesNotContain("access-control");
        assertThat(client.open()).isTrue();
        assertThat(rig.upstream().wires()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /take", "POST /made", "GET /alive"})
    void thoseOfTheSameMachineMay(String line) {
        ServerRig.ClientWire client = ask(line, "http://localhost:3000");

        assertThat(client.status()).isEqualTo("200");
        assertThat(client.received())
                .contains("access-control-allow-origin: http://localhost:3000\r\n", "vary: origin\r\n");
    }

    @Test
    void whatIsShownToAllTheySeeNothingOf() {
        assertThat(ask("GET /alive", "https://evil.example").received())
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("access-control");
    }

    @Test
    void whatABrowserAsksBeforehandIsAnsweredOnlyThem() {
        String asks = "\r\naccess-control-request-method: POST\r\naccess-control-request-headers: x-own";

        assertThat(ask("OPTIONS /v1/chat/completions", "http://localhost" + asks)
                        .received())
                .startsWith("HTTP/1.1 204 ")
                .contains("access-control-allow-headers: x-own\r\n", "access-control-max-age: 600\r\n");
        assertThat(ask("OPTIONS /v1/chat/completions", "https://evil.example" + asks)
                        .received())
                .startsWith("HTTP/1.1 204 ")
                .doesNotContain("access-control");
        assertThat(ask("OPTIONS /nowhere", "http://localhost" + asks).received())
                .startsWith("HTTP/1.1 204 ")
                .contains("allow: GET, HEAD, POST, OPTIONS\r\n");
    }
}
