package io.callstream.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads of requests that two readers could take for different things are refused, and their connections closed. */
class RequestHeadTest {
    private static final String OK = "{\"seen\":true}";

    private final ServerRig rig = new ServerRig("""
        callstream: {server: {max_body_bytes: 2KiB, max_header_bytes: 1KiB}}
        model_list:
          - model_name: m
            litellm_params: {model: openai/gpt-4o, api_base: "http://one.example/v1", api_key: sk-provider}
        """);

    RequestHeadTest() {
        rig.post("/take", (request, then) -> then.accept(Page.json(200, OK)));
        rig.page("/page", viewer -> Page.json(200, OK));
    }

    @AfterEach
    void nothingIsLeft() {
        rig.close();
        assertThat(rig.held()).isZero();
    }

    private ServerRig.ClientWire sent(String request) {
        return rig.connect()
                .send(request.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t"));
    }

    private static String error(String message) {
        return "{\"error\":{\"message\":\"" + message
                + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_request\"}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-length: 2\\r\\ntransfer-encoding: chunked",
                "transfer-encoding: chunked\\r\\ncontent-length: 2",
                "content-length: 2\\r\\ncontent-length: 3",
                "content-length: 2\\r\\ncontent-length: 2",
                "content-length: 2, 2",
                "content-length: +2",
                "content-length: -2",
                "content-length: 0x2",
                "content-length: 2 2",
                "content-length: 2.0",
                "content-length:",
                "content-length: two",
                "content-length: 99999999999999999999",
                "content-length : 2",
                "transfer-encoding : chunked",
                " content-length: 2",
                "x-folded: a\\r\\n b\\r\\ncontent-length: 2",
                "x-folded: a\\r\\n\\tb\\r\\ncontent-length: 2",
                "x y: 2",
                ": nameless",
                "no colon at all",
                "x: a\\rcontent-length: 2",
                "x-nul: a\u0000b",
            })
    void framingThatCanBeReadInTwoWaysIsNoHttp(String lines) {
        ServerRig.ClientWire client = sent("POST /take HTTP/1.1\\r\\nhost: h\\r\\n" + lines + "\\r\\n\\r\\n{}");

        assertThat(client.received())
                .startsWith("HTTP/1.1 400 ")
                .contains("connection: close\r\n")
                .endsWith(error("The request is no valid HTTP."));
        assertThat(client.open()).isFalse();
        assertThat(client.answers()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1\\r\\nhost: h\\r\\ntransfer-encoding: gzip, chunked",
                "HTTP/1.1\\r\\nhost: h\\r\\ntransfer-encoding: chunked, chunked",
                "HTTP/1.1\\r\\nhost: h\\r\\ntransfer-encoding: chunked\\r\\ntransfer-encoding: chunked",
                "HTTP/1.1\\r\\nhost: h\\r\\ntransfer-encoding: chunked\\r\\ntransfer-encoding: identity",
                "HTTP/1.1\\r\\nhost: h\\r\\ntransfer-encoding: identity",
                "HTTP/1.1\\r\\nhost: h\\r\\ntransfer-encoding:",
                "HTTP/1.1\\r\\nhost: h\\r\\ntransfer-encoding: xchunked",
                "HTTP/1.0\\r\\ntransfer-encoding: chunked",
            })
    void chunksAreTheOnlyTransferCoding(String lines) {
        ServerRig.ClientWire client = sent("POST /take " + lines + "\\r\\n\\r\\n0\\r\\n\\r\\n");

        assertThat(client.status()).isEqualTo("400");
        assertThat(client.body())
                .isIn(
                        error("The only Transfer-Encoding is chunked, in HTTP/1.1."),
                        error("The request is no valid HTTP."));
        assertThat(client.open()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.1\\r\\nhost: a\\r\\nhost: b", "HTTP/1.1\\r\\nhost: a\\r\\nHost: a"})
    void thereIsOneHost(String lines) {
        ServerRig.ClientWire client = sent("GET /page " + lines + "\\r\\n\\r\\n");

        assertThat(client.status()).isEqualTo("400");
        assertThat(client.body()).isEqualTo(error("Exactly one Host header is needed."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/9.9"})
    void otherVersionsAreNotServed(String version) {
        ServerRig.ClientWire client = sent("GET /page " + version + "\\r\\nhost: h\\r\\n\\r\\n");

        assertThat(client.status()).isEqualTo("400");
        assertThat(client.body()).isEqualTo(error("Only HTTP/1.1 and HTTP/1.0 are served here."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /page HTTP/1.1\\r\\nhost: h\\r\\n\\r\\n",
                "\\r\\n\\r\\nGET /page HTTP/1.1\\r\\nhost: h\\r\\n\\r\\n",
                "GET /page HTTP/1.1\\r\\nhost:\\r\\n\\r\\n",
                "GET /page HTTP/1.0\\r\\n\\r\\n",
                "GET http://h/page HTTP/1.1\\r\\nhost: h\\r\\n\\r\\n",
                "GET /page?x HTTP/1.1\\r\\nHOST:   h   \\r\\nx: a\\tb\\r\\n\\r\\n",
            })
    void whatCanBeReadInOneWayOnlyIsServed(String request) {
        assertThat(sent(request).body()).isEqualTo(OK);
    }

    @ParameterizedTest
    @CsvSource({
        "'content-length: 2\\r\\n\\r\\n{}'",
        "'transfer-encoding: chunked\\r\\n\\r\\n2\\r\\n{}\\r\\n0\\r\\n\\r\\n'",
        "'Transfer-Encoding: CHUNKED\\r\\n\\r\\n2\\r\\n{}\\r\\n0\\r\\n\\r\\n'",
        "'transfer-encoding: chunked\\r\\n\\r\\n1;a=b\\r\\n{\\r\\n1\\r\\n}\\r\\n0\\r\\n\\r\\n'",
        "'transfer-encoding: chunked\\r\\n\\r\\n0002\\r\\n{}\\r\\n0\\r\\nx-trailer: t\\r\\n\\r\\n'",
        "'\\r\\n'",
    })
    void bodiesAreTakenInEitherFraming(String rest) {
        ServerRig.ClientWire client = sent("POST /take HTTP/1.1\\r\\nhost: h\\r\\n" + rest);

        assertThat(client.body()).isEqualTo(OK);
        assertThat(client.open()).isTrue();
        assertThat(client.send("GET /page HTTP/1.1\r\nhost: h\r\n\r\n").answers())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x\\r\\n{}", "-1\\r\\n{}", "0x2\\r\\n{}\\r\\n", "2\\r\\n{}x\\r\\n", "fffffffff\\r\\n", "\\r\\n{}"
            })
    void chunksThatAreNoneAreNoHttp(String chunks) {
        ServerRig.ClientWire client =
                sent("POST /take HTTP/1.1\\r\\nhost: h\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n" + chunks);

        assertThat(client.status()).isIn("400", "413");
        assertThat(client.open()).isFalse();
    }

    @Test
    void aHeadOfTheLargestSizeIsTakenAndALargerOneIsNot() {
        String head = "GET /page HTTP/1.1\r\nhost: h\r\nx: ";
        assertThat(rig.connect().send(head + "y".repeat(980) + "\r\n\r\n").status())
                .isEqualTo("200");

        ServerRig.ClientWire client = rig.connect().send(head + "y".repeat(1100) + "\r\n\r\n");
        assertThat(client.status()).isEqualTo("431");
        assertThat(client.body())
                .isEqualTo("{\"error\":{\"message\":\"The request's head is too large.\",\"type\":"
                        + "\"invalid_request_error\",\"param\":null,\"code\":\"headers_too_large\"}}");
        assertThat(client.open()).isFalse();
    }

    @Test
    void aLongTargetIsATooLargeHead() {
        assertThat(rig.connect()
                        .send("GET /" + "p".repeat(1100) + " HTTP/1.1\r\nhost: h\r\n\r\n")
                        .status())
                .isEqualTo("431");
    }

    @Test
    void aHeadHas256Lines() {
        try (ServerRig large = new ServerRig("model_list: [{model_name: m, litellm_params: {model: openai/m}}]")) {
            large.page("/page", viewer -> Page.json(200, OK));
            String head = "GET /page HTTP/1.1\r\nhost: h\r\n";
            assertThat(large.connect()
                            .send(head + "a: b\r\n".repeat(255) + "\r\n")
                            .status())
                    .isEqualTo("200");
            assertThat(large.connect()
                            .send(head + "a: b\r\n".repeat(256) + "\r\n")
                            .status())
                    .isEqualTo("431");
        }
    }

    @Test
    void whatFollowsARefusedRequestIsNotRead() {
        ServerRig.ClientWire client = sent("POST /take HTTP/1.1\\r\\nhost: h\\r\\ncontent-length: 2\\r\\n"
                + "transfer-encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\nGET /page HTTP/1.1\\r\\nhost: h\\r\\n\\r\\n");

        assertThat(client.answers()).isEqualTo(1);
    }

    @Test
    void aFoldedLineIsSeenHoweverTheHeadIsCut() {
        String request = "GET /page HTTP/1.1\r\nhost: h\r\nx: a\r\n b\r\n\r\n";
        for (int cut = 1; cut < request.length(); cut++) {
            ServerRig.ClientWire client = rig.connect().send(request.substring(0, cut));
            client.send(request.substring(cut));
            assertThat(client.status()).as("cut at %d", cut).isEqualTo("400");
            assertThat(client.answers()).isEqualTo(1);
        }
    }

    @Test
    void aBodyMayHaveLinesThatAreIndented() {
        ServerRig.ClientWire client =
                sent("POST /take HTTP/1.1\\r\\nhost: h\\r\\ncontent-length: 8\\r\\n\\r\\n{\\r\\n \\r\\n}"
                        + "\\r\\n\\r\\nGET /page HTTP/1.1\\r\\nhost: h\\r\\n\\r\\n");

        assertThat(client.answers()).isEqualTo(2);
    }
}
