package io.callstream.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client's connection: requests one after the other, in pieces, too slow, too large, and cut. */
class ConnectionLifeTest {
    private static final String ANSWER = "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"}}]}";

    private final ServerRig rig = new ServerRig("""
        callstream: {server: {request_timeout: 10s, idle_timeout: 30s, max_body_bytes: 100KiB}}
        model_list:
          - model_name: m
            litellm_params: {model: openai/gpt-4o, api_base: "http://one.example/v1", api_key: sk-provider}
        """);
    private final ServerRig.ClientWire client = rig.connect();

    @AfterEach
    void nothingIsLeft() {
        client.hangUp();
        rig.close();
        assertThat(rig.held()).isZero();
    }

    private static String request(String body) {
        return "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\ncontent-length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String call() {
        return request("{\"model\":\"m\",\"messages\":[]}");
    }

    @Test
    void aRequestThatComesByteByByteIsOne() {
        for (char each : call().toCharArray()) {
            client.send(String.valueOf(each));
        }
        rig.upstream().wire().answer(200, ANSWER);

        assertThat(client.received()).startsWith("HTTP/1.1 200").endsWith(ANSWER);
        assertThat(rig.upstream().wire().count()).isEqualTo(1);
    }

    @Test
    void requestsSentAtOnceAreAnsweredOneAfterTheOther() {
        client.send(call() + call());

        assertThat(rig.upstream().wire().count()).isEqualTo(1);

        rig.upstream().wire().answer(200, ANSWER);

        assertThat(client.answers()).isEqualTo(1);
        assertThat(rig.upstream().wire().count()).isEqualTo(2);

        rig.upstream().wire().answer(200, ANSWER);

        assertThat(client.answers()).isEqualTo(2);
    }

    @Test
    void whoTakesTooLongForARequestIsTold() {
        client.send(call().substring(0, 90));

        rig.loop().advance(Duration.ofSeconds(11));

        assertThat(client.received()).startsWith("HTTP/1.1 408").contains("request_timeout");
        assertThat(rig.upstream().wires()).isEmpty();
    }

    @Test
    void whoSaysNothingIsClosedAfterTheIdleTime() {
        rig.loop().advance(Duration.ofSeconds(29));
        assertThat(client.open()).isTrue();

        rig.loop().advance(Duration.ofSeconds(2));

        assertThat(client.open()).isFalse();
    }

    @Test
    void whatIsAnnouncedTooLargeIsRefusedBeforeItComes() {
        client.send("POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\ncontent-length: 200000\r\n\r\n");

        assertThat(client.received()).startsWith("HTTP/1.1 413");
    }

    @Test
    void whoHangsUpCancelsItsCall() {
        client.send(call());

        client.hangUp();

        assertThat(rig.upstream().wire().open()).isFalse();
    }
}
