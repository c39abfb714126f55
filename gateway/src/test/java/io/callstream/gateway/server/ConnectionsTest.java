package io.callstream.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections: what waits on one, when they are closed, and what becomes of those that there is no room for. */
class ConnectionsTest {
    private static final String GET = "GET /alive HTTP/1.1\r\nhost: h\r\n\r\n";
    private static final String LATER = "POST /later HTTP/1.1\r\nhost: h\r\ncontent-length: 0\r\n\r\n";
    private static final String CALL = "POST /v1/chat/completions HTTP/1.1\r\nhost: h\r\ncontent-length: 27\r\n\r\n"
            + "{\"model\":\"m\",\"messages\":[]}";
    private static final String FULL =
            "{\"error\":{\"message\":\"The gateway has too many connections open.\",\"type\":"
                    + "\"server_error\",\"param\":null,\"code\":\"too_many_connections\"}}";

    private final List<Consumer<Page>> waiting = new ArrayList<>();
    private final ServerRig rig = rig("max_connections: 2, max_memory_bytes: 1MiB, max_header_bytes: 256KiB");

    private ServerRig rig(String limits) {
        ServerRig made = new ServerRig("""
            callstream: {server: {request_timeout: 10s, idle_timeout: 30s, %s}}
            model_list:
              - model_name: m
                litellm_params: {model: openai/gpt-4o, api_base: "http://one.example/v1", api_key: sk-provider}
            """.formatted(limits));
        made.page("/alive", viewer -> Page.text("text/plain", "alive"));
        made.keyedPages("/list", (name, viewer) -> Page.json(200, "[]"));
        made.post("/later", (request, then) -> waiting.add(then));
        return made;
    }

    private void answerAll() {
        List<Consumer<Page>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(then -> then.accept(Page.json(200, "late")));
    }

    @AfterEach
    void nothingIsLeft() {
        rig.connections().abandon();
        rig.loop().run();
        answerAll();
        rig.close();
        assertThat(rig.held()).isZero();
    }

    @Test
    void whatIsSentAheadWaitsUndecodedUntilItsTurn() {
        ServerRig.ClientWire client = rig.connect().send(LATER + GET).send(GET);
        assertThat(client.received()).isEmpty();
        assertThat(client.read()).isFalse();
        answerAll();

        assertThat(client.answers()).isEqualTo(3);
        assertThat(client.received()).containsSubsequence("late", "alive", "alive");
        assertThat(client.read()).isTrue();
    }

    @Test
    void whoTakesNothingInGetsNoFurtherAnswer() {
        ServerRig.ClientWire client = rig.connect().send(LATER + GET);
        client.taking(false);
        answerAll();
        assertThat(client.received()).endsWith("late");
        client.taking(true);

        assertThat(client.received()).endsWith("alive");
    }

    @Test
    void whoWantsTheConnectionClosedGetsNoFurtherAnswer() {
        ServerRig.ClientWire client = rig.connect().send(GET.replace("host: h", "host: h\r\nconnection: close") + GET);

        assertThat(client.answers()).isEqualTo(1);
        assertThat(client.received()).contains("connection: close\r\n");
        assertThat(client.open()).isFalse();
    }

    @Test
    void whileARequestIsAnsweredNoTimeIsOver() {
        ServerRig.ClientWire client = rig.connect().send(LATER);
        rig.loop().advance(Duration.ofMinutes(10));
        assertThat(client.open()).isTrue();
        answerAll();
        rig.loop().advance(Duration.ofSeconds(29));
        assertThat(client.open()).isTrue();
        rig.loop().advance(Duration.ofSeconds(2));
        assertThat(client.open()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET /alive HTTP/1.1\r\n", "GET /alive HTTP/1.1\r\nhost: h\r\n"})
    void aHeadInPiecesHasTheRequestsTimeFromItsFirstByteOn(String begun) {
        ServerRig.ClientWire client = rig.connect();
        rig.loop().advance(Duration.ofSeconds(20));
        client.send(begun);
        rig.loop().advance(Duration.ofSeconds(6));
        client.send(begun.length() < GET.length() ? GET.substring(begun.length(), begun.length() + 1) : "");
        rig.loop().advance(Duration.ofSeconds(3));
        assertThat(client.open()).isTrue();
        rig.loop().advance(Duration.ofSeconds(2));

        assertThat(client.received()).isEmpty();
        assertThat(client.open()).isFalse();
    }

    @Test
    void aBodyHasTheTimeThatItsHeadHasLeft() {
        ServerRig.ClientWire client = rig.connect().send("POST /later HTTP/1.1\r\n");
        rig.loop().advance(Duration.ofSeconds(6));
        client.send("host: h\r\ncontent-length: 2\r\n\r\n{");
        rig.loop().advance(Duration.ofSeconds(3));
        assertThat(client.received()).isEmpty();
        rig.loop().advance(Duration.ofSeconds(2));

        assertThat(client.status()).isEqualTo("408");
        assertThat(client.body())
                .isEqualTo("{\"error\":{\"message\":\"The request did not arrive in time.\",\"type\":"
                        + "\"invalid_request_error\",\"param\":null,\"code\":\"request_timeout\"}}");
        assertThat(client.open()).isFalse();
    }

    @Test
    void aServerThatStopsClosesWhatIsIdleAndAnswersWhatIsOpen() {
        ServerRig.ClientWire idle = rig.connect();
        ServerRig.ClientWire busy = rig.connect().send(LATER);
        rig.connections().closeAfterAnswer();
        assertThat(idle.open()).isFalse();
        assertThat(busy.open()).isTrue();
        answerAll();

        assertThat(busy.body()).isEqualTo("late");
        assertThat(busy.received()).contains("connection: close\r\n");
        assertThat(busy.open()).isFalse();
        assertThat(rig.connections().none()).isTrue();
    }

    @Test
    void aRequestThatIsOnItsWayIsAnsweredBeforeTheEnd() {
        ServerRig.ClientWire client =
                rig.connect().send("POST /later HTTP/1.1\r\nhost: h\r\ncontent-length: 2\r\n\r\n{");
        rig.connections().closeAfterAnswer();
        client.send("}" + GET);
        answerAll();

        assertThat(client.answers()).isEqualTo(1);
        assertThat(client.body()).isEqualTo("late");
        assertThat(client.open()).isFalse();
    }

    @Test
    void aServerThatMayWaitNoLongerEndsCalls() {
        ServerRig.ClientWire client = rig.connect().send(CALL);
        rig.connections().abandon();

        assertThat(client.status()).isEqualTo("503");
        assertThat(client.body()).contains("\"code\":\"shutting_down\"");
        assertThat(client.open()).isFalse();
        assertThat(rig.upstream().wire().open()).isFalse();
    }

    @Test
    void beyondTheMostThereIsRoomForAProbe() {
        ServerRig.ClientWire first = rig.connect();
        rig.connect();
        ServerRig.ClientWire probe = rig.connect().send(GET);

        assertThat(probe.status()).isEqualTo("200");
        assertThat(probe.body()).isEqualTo("alive");
        assertThat(probe.received()).contains("connection: close\r\n");
        assertThat(probe.open()).isFalse();
        first.hangUp();
        assertThat(rig.connect().send(GET).open()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {CALL, LATER, "GET /list HTTP/1.1\r\nhost: h\r\n\r\n", "GET /x HTTP/1.1\r\nhost: h\r\n\r\n"})
    void beyondTheMostNothingElseIsAnswered(String request) {
        rig.connect();
        rig.connect();
        ServerRig.ClientWire client = rig.connect().send(request);

        assertThat(client.received()).startsWith("HTTP/1.1 503 ").contains("retry-after: 1\r\n");
        assertThat(client.body()).isEqualTo(FULL);
        assertThat(client.open()).isFalse();
        assertThat(rig.upstream().wires()).isEmpty();
        assertThat(waiting).isEmpty();
    }

    @Test
    void beyondTheMostWhoAsksNothingIsTurnedAwaySoon() {
        rig.connect();
        rig.connect();
        ServerRig.ClientWire client = rig.connect();
        rig.loop().advance(Duration.ofMillis(1900));
        assertThat(client.received()).isEmpty();
        rig.loop().advance(Duration.ofMillis(200));

        assertThat(client.received())
                .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                .contains("retry-after: 1\r\n", "connection: close\r\n", "content-type: application/json\r\n")
                .endsWith(FULL);
        assertThat(client.open()).isFalse();
    }

    @Test
    void beyondTheMostWhoIsSlowIsCut() {
        rig.connect();
        rig.connect();
        ServerRig.ClientWire client =
                rig.connect().send("POST /later HTTP/1.1\r\nhost: h\r\ncontent-length: 2\r\n\r\n{");
        rig.loop().advance(Duration.ofMillis(3900));
        assertThat(client.open()).isTrue();
        rig.loop().advance(Duration.ofMillis(200));

        assertThat(client.received()).isEmpty();
        assertThat(client.open()).isFalse();
    }

    @Test
    void theReserveHasItsEndToo() {
        for (int i = 0; i < 2 + 32; i++) {
            rig.connect();
        }
        ServerRig.ClientWire client = rig.connect();

        assertThat(client.received()).endsWith(FULL);
        assertThat(client.open()).isFalse();
    }

    @Test
    void aHeadThatFindsNoMemoryEndsItsConnection() {
        ServerRig.ClientWire client = rig.connect().send("GET /alive HTTP/1.1\r\nhost: h\r\n");
        client.send("x: " + "y".repeat(200_000) + "\r\n").send("z: " + "y".repeat(20_000));

        assertThat(client.received())
                .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                .contains("retry-after: 1\r\n", "connection: close\r\n")
                .contains("The gateway has no memory left for a request that comes in pieces.");
        assertThat(client.open()).isFalse();
    }

    @Test
    void aCallThatItsClientLeftGivesEverythingBack() {
        ServerRig.ClientWire client = rig.connect().send(CALL + CALL);
        client.hangUp();

        assertThat(rig.held()).isZero();
        assertThat(rig.upstream().wires()).hasSize(1);
        assertThat(rig.upstream().wire().open()).isFalse();
    }
}
