package io.callstream.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies: how large they may be, in which codings, from whom, and what a client that asks first is told. */
class RequestBodyTest {
    private static final String HEAD = "POST /take HTTP/1.1\r\nhost: h\r\nauthorization: Bearer sk-master\r\n";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final ServerRig rig = rig("max_body_bytes: 2KiB, max_memory_bytes: 1MiB");

    private static ServerRig rig(String server) {
        ServerRig rig = new ServerRig("""
            callstream: {server: {%s}}
            model_list:
              - model_name: m
                litellm_params: {model: openai/gpt-4o, api_base: "http://one.example/v1", api_key: sk-provider}
            general_settings: {master_key: sk-master}
            """.formatted(server));
        rig.post(
                "/take",
                (request, then) -> then.accept(Page.json(200, request.body().text() + "!")));
        rig.page("/page", viewer -> Page.json(200, "page"));
        rig.services(new PageServices(
                Map.of(
                        "/made",
                        Map.of("POST", asked -> Page.json(200, asked.body().text() + "?"))),
                Runnable::run));
        return rig;
    }

    @AfterEach
    void nothingIsLeft() {
        rig.close();
        assertThat(rig.held()).isZero();
    }

    private static String error(String message, String code) {
        return "{\"error\":{\"message\":\"" + message
                + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"" + code + "\"}}";
    }

    private static String chunk(int length) {
        return Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n";
    }

    private static byte[] coded(String coding, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var coder = coding.contains("gzip") ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
            coder.write(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static ServerRig.ClientWire sent(ServerRig rig, String coding, byte[] body) {
        return rig.connect()
                .send(HEAD + "content-encoding: " + coding + "\r\ncontent-length: " + body.length + "\r\n\r\n")
                .send(body);
    }

    @Test
    void aBodyOfTheLargestSizeIsTakenAndOneByteMoreIsNot() {
        assertThat(rig.connect()
                        .send(HEAD + "content-length: 2048\r\n\r\n" + "x".repeat(2048))
                        .status())
                .isEqualTo("200");

        ServerRig.ClientWire client = rig.connect().send(HEAD + "content-length: 2049\r\n\r\n");
        assertThat(client.status()).isEqualTo("413");
        assertThat(client.body()).isEqualTo(error("The request body is larger than 2048 bytes.", "payload_too_large"));
        assertThat(client.received()).contains("connection: close\r\n");
        assertThat(client.open()).isFalse();
    }

    @Test
    void inChunksTheSameHolds() {
        String head = HEAD + "transfer-encoding: chunked\r\n\r\n";
        assertThat(rig.connect()
                        .send(head + chunk(2047) + chunk(1) + "0\r\n\r\n")
                        .status())
                .isEqualTo("200");

        ServerRig.ClientWire client = rig.connect().send(head + chunk(2047) + chunk(2));
        assertThat(client.status()).isEqualTo("413");
        assertThat(client.open()).isFalse();
    }

    @Test
    void aPageNeedsNoBodyAndTakesOneWithinTheLimit() {
        ServerRig.ClientWire client =
                rig.connect().send("GET /page HTTP/1.1\r\nhost: h\r\ncontent-length: 2048\r\n\r\n" + "x".repeat(2048));
        assertThat(client.body()).isEqualTo("page");
        assertThat(client.open()).isTrue();
        assertThat(rig.connect()
                        .send("GET /page HTTP/1.1\r\nhost: h\r\ncontent-length: 2049\r\n\r\n")
                        .status())
                .isEqualTo("413");
    }

    @Test
    void aServiceTakesAMegabyteAtMost() {
        try (ServerRig large = rig("max_body_bytes: 8MiB")) {
            String head = HEAD.replace("/take", "/made");
            assertThat(large.connect()
                            .send(head + "content-length: 1048576\r\n\r\n" + "x".repeat(1 << 20))
                            .status())
                    .isEqualTo("200");
            ServerRig.ClientWire client = large.connect().send(head + "content-length: 1048577\r\n\r\n");
            assertThat(client.body())
                    .isEqualTo(error("The request body is larger than 1048576 bytes.", "payload_too_large"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x: y,                                           content-length: 2,                 true",
        "expect: 100-continue,                           content-length: 2,                 true",
        "Expect: 100-Continue,                           content-length: 2,                 true",
        "expect: 100-continue,                           content-length: 2049,              false",
        "expect: something-else,                         content-length: 2,                 false",
    })
    void whoAsksFirstIsToldToGoOn(String first, String second, boolean told) {
        ServerRig.ClientWire client = rig.connect().send(HEAD + first + "\r\n" + second + "\r\n\r\n");

        if (first.equals("x: y")) {
            assertThat(client.received()).isEmpty();
        } else {
            assertThat(client.received().startsWith(CONTINUE)).isEqualTo(told);
        }
        if (told) {
            assertThat(client.send("{}").body()).isEqualTo("{}!");
        }
    }

    @Test
    void clientsOfOldDoNotKnowThatAnswer() {
        ServerRig.ClientWire client =
                rig.connect().send(HEAD.replace("1.1", "1.0") + "expect: 100-continue\r\ncontent-length: 2\r\n\r\n");

        assertThat(client.received()).isEmpty();
        assertThat(client.send("{}").body()).isEqualTo("{}!");
    }

    @Test
    void withoutAKeyNoBodyIsWaitedFor() {
        ServerRig.ClientWire client = rig.connect()
                .send(HEAD.replace("sk-master", "sk-wrong") + "expect: 100-continue\r\ncontent-length: 2000\r\n\r\n");

        assertThat(client.received()).startsWith("HTTP/1.1 401 ").contains("connection: close\r\n");
        assertThat(client.open()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZip", "x-gzip", "deflate", "gzip, identity", "identity, deflate"})
    void aCodedBodyIsTakenAsWhatItMeans(String coding) {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

        assertThat(sent(rig, coding, coded(coding.toLowerCase(Locale.ROOT), body))
                        .body())
                .isEqualTo("{\"a\":1}!");
    }

    @Test
    void identityIsNoCoding() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(sent(rig, "identity", body).body()).isEqualTo("{}!");
        assertThat(sent(rig, "", body).body()).isEqualTo("{}!");
    }

    @ParameterizedTest
    @CsvSource({
        "br,                          br",
        "zstd,                        zstd",
        "'gzip, gzip',                'gzip, gzip'",
        "'<script>',                  ?script?",
        "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd,  aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd",
        "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddde, aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd...",
    })
    void anotherCodingIsNamed(String coding, String shown) {
        ServerRig.ClientWire client = sent(rig, coding, new byte[2]);

        assertThat(client.status()).isEqualTo("415");
        assertThat(client.body())
                .isEqualTo(error(
                        "The request body's Content-Encoding '" + shown
                                + "' is not supported: send gzip, deflate or no coding.",
                        "unsupported_content_encoding"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void aBodyThatEndsBeforeItsCodingDoesIsDamaged(String coding) {
        byte[] body = coded(coding, "{\"a\":\"some text\"}".getBytes(StandardCharsets.UTF_8));
        for (int length = 1; length < body.length; length++) {
            ServerRig.ClientWire client = sent(rig, coding, Arrays.copyOf(body, length));
            assertThat(client.status())
                    .as("%d of %d bytes", length, body.length)
                    .isEqualTo("400");
        }
        assertThat(sent(rig, coding, body).status()).isEqualTo("200");
    }

    @Test
    void severalMembersOfGzipAreOneBody() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(coded("gzip", "{\"a\":".getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(coded("gzip", "1}".getBytes(StandardCharsets.UTF_8)));
        assertThat(sent(rig, "gzip", body.toByteArray()).body()).isEqualTo("{\"a\":1}!");

        body.write(0); // padding
        assertThat(sent(rig, "gzip", body.toByteArray()).body()).isEqualTo("{\"a\":1}!");
    }

    @Test
    void anEmptyBodyHasEveryCoding() {
        assertThat(sent(rig, "gzip", new byte[0]).body()).isEqualTo("!");
        assertThat(sent(rig, "deflate", new byte[0]).body()).isEqualTo("!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void aDamagedBodyIsSaidToBeOne(String coding) {
        byte[] body = coded(coding, "{\"a\":\"some text\"}".getBytes(StandardCharsets.UTF_8));
        Arrays.fill(body, 10, body.length, (byte) 0xff);
        ServerRig.ClientWire client = sent(rig, coding, body);

        assertThat(client.status()).isEqualTo("400");
        assertThat(client.body())
                .isEqualTo(
                        error("The request body is not in the content coding that its head names.", "invalid_request"));
    }

    @ParameterizedTest
    @CsvSource({"gzip, 2048, 200", "gzip, 2049, 413", "deflate, 2048, 200", "deflate, 2049, 413", "gzip, 1000000, 413"})
    void whatItComesToIsLimitedToo(String coding, int length, String status) {
        assertThat(sent(rig, coding, coded(coding, new byte[length])).status()).isEqualTo(status);
    }

    @Test
    void aCodedBodyMayComeByteByByte() {
        byte[] body = coded("gzip", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        ServerRig.ClientWire client = sent(rig, "gzip", new byte[0]);
        client = rig.connect().send(HEAD + "content-encoding: gzip\r\ncontent-length: " + body.length + "\r\n\r\n");
        for (byte each : body) {
            client.send(new byte[] {each});
        }

        assertThat(client.body()).isEqualTo("{\"a\":1}!");
    }

    @Test
    void whatCanNeverFitIsTooLarge() {
        try (ServerRig small = rig("max_body_bytes: 8MiB, max_memory_bytes: 1MiB")) {
            ServerRig.ClientWire client = small.connect().send(HEAD + "content-length: 4194304\r\n\r\n");

            assertThat(client.status()).isEqualTo("413");
            assertThat(client.body())
                    .isEqualTo(error(
                            "The request body is larger than the memory that the gateway has for requests.",
                            "payload_too_large"));
        }
    }

    @Test
    void whatFindsNoRoomIsToldWhenToComeAgain() {
        try (ServerRig small = rig("max_body_bytes: 500KiB, max_memory_bytes: 1MiB")) {
            String head = HEAD + "content-length: 400000\r\n\r\n";
            ServerRig.ClientWire first = small.connect().send(head + "x".repeat(399_999));
            ServerRig.ClientWire second = small.connect().send(head + "x".repeat(399_999));
            ServerRig.ClientWire third = small.connect().send(head);

            assertThat(third.received()).startsWith("HTTP/1.1 503 ").contains("retry-after: 1\r\n");
            assertThat(third.body())
                    .contains("The gateway has no memory left for the request; try again in a moment.")
                    .contains("\"code\":\"overloaded\"");
            assertThat(first.send("x").status()).isEqualTo("200");
            assertThat(second.send("x").status()).isEqualTo("200");
            assertThat(small.held()).isZero();
        }
    }

    @Test
    void whatOutgrowsTheMemoryOnItsWayIsRefusedThen() {
        try (ServerRig small = rig("max_body_bytes: 800KiB, max_memory_bytes: 1MiB")) {
            ServerRig.ClientWire other = small.connect().send(HEAD + "content-length: 400000\r\n\r\n");
            other.send("x".repeat(399_999));
            ServerRig.ClientWire client = small.connect().send(HEAD + "transfer-encoding: chunked\r\n\r\n");
            client.send(chunk(300_000)).send(chunk(300_000)).send(chunk(100_000));

            assertThat(client.received()).startsWith("HTTP/1.1 503 ").contains("retry-after: 1\r\n");
            assertThat(client.open()).isFalse();
            other.hangUp();
            assertThat(small.held()).isZero();
        }
    }

    @Test
    void whatAClientThatLeftHadSentIsForgotten() {
        ServerRig.ClientWire client = rig.connect().send(HEAD + "content-length: 2000\r\n\r\n" + "x".repeat(1999));
        assertThat(rig.held()).isGreaterThan(1999);
        client.hangUp();

        assertThat(rig.held()).isZero();
    }
}
