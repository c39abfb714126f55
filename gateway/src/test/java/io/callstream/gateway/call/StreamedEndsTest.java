package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of a provider of the client's form: what goes on, what is added, what is left out, and how each end is told. */
class StreamedEndsTest {
    private static final String DONE = "data: [DONE]\n\n";
    private static final String CONFIG = CallRig.deployment("one") + "router_settings: {num_retries: 0}\n";
    private static final String USAGE =
            "data: {\"id\":\"a\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}\n\n";

    private static String request(String more) {
        return CallRig.stream().replace("\"stream\":true", "\"stream\":true" + more);
    }

    @Test
    void usageThatOnlyTheGatewayAskedForStaysWithIt() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream());
            String said = CallRig.frame("Hi", null) + CallRig.frame("", "stop");
            rig.wire().beginStream().chunk(said + USAGE + DONE).endChunks();

            assertThat(client.content()).isEqualTo(said + DONE);
            assertThat(rig.lane().only(SuccessEvent.class).getTotalTokens()).isEqualTo(7);
        }
    }

    @Test
    void usageThatTheClientAskedForGoesOn() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(request(",\"stream_options\":{\"include_usage\":true}"));
            String said = CallRig.frame("Hi", null) + CallRig.frame("", "stop") + USAGE + DONE;
            rig.wire().beginStream().chunk(said).endChunks();

            assertThat(client.content()).isEqualTo(said);
            assertThat(rig.lane().told())
                    .filteredOn(told -> told.event() instanceof ChunkEvent)
                    .hasSize(3);
        }
    }

    /** Comments and lines without data go on, an empty event is told as a comment, and nothing of them is a chunk. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ": ping\\n\\n | : ping\\n\\n",
                "event: ping\\n\\n | event: ping\\n\\n",
                "data:\\n\\n | :\\n\\n",
                "data: \\n\\n | :\\n\\n",
            })
    void whatSaysNothingGoesOn(String sent, String passed) {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream());
            String answer = CallRig.frame("Hi", "stop") + DONE;
            rig.wire().beginStream().chunk(sent.replace("\\n", "\n") + answer).endChunks();

            assertThat(client.content()).isEqualTo(passed.replace("\\n", "\n") + answer);
            assertThat(rig.lane().only(SuccessEvent.class).getChunkCount()).isEqualTo(1);
        }
    }

    /** How a stream ends, and what the client and the event hear of it. */
    @ParameterizedTest
    @CsvSource({
        "'', false, 200", // nothing came
        "hi, false, 200", // no end of a choice
        "hi stop, true, 200", // all of it, but for DONE
        "hi stop done, true, 200",
        "hi done, true, 200",
    })
    void aStreamIsWholeWhenItsChoicesAreOrWithDone(String parts, boolean whole, int status) {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream();
            for (String part : parts.split(" ")) {
                switch (part) {
                    case "hi" -> rig.wire().chunk(CallRig.frame("Hi", null));
                    case "stop" -> rig.wire().chunk(CallRig.frame("", "stop"));
                    case "done" -> rig.wire().chunk(DONE);
                    default -> assertThat(part).isEmpty();
                }
            }
            rig.wire().close();

            assertThat(client.status()).isEqualTo(String.valueOf(status));
            assertThat(client.content().contains("\"error\"")).isEqualTo(!whole);
            assertThat(rig.lane().told().get(rig.lane().told().size() - 1).event())
                    .isInstanceOf(whole ? SuccessEvent.class : FailureEvent.class);
            assertThat(rig.held()).isZero();
        }
    }

    /** Nothing that comes behind the end is anybody's. */
    @Test
    void whatFollowsTheEndIsNotPassedOn() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("Hi", "stop") + DONE + CallRig.frame("more", null));

            assertThat(client.content()).isEqualTo(CallRig.frame("Hi", "stop") + DONE);
            assertThat(rig.lane().only(SuccessEvent.class).getChunkCount()).isEqualTo(1);
        }
    }

    /** The blank line behind the last event is put in: not every client reads line by line. */
    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void aMissingBlankLineIsPutIn(int left) {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream());
            String whole = CallRig.frame("Hi", "stop");
            rig.wire()
                    .beginStream()
                    .chunk(whole.substring(0, whole.length() - left))
                    .endChunks();

            assertThat(client.content()).isEqualTo(whole);
            assertThat(rig.lane().only(SuccessEvent.class).getFinishReason()).isEqualTo("stop");
        }
    }

    @Test
    void halfAnEventAtTheEndIsNotPassedOn() {
        try (CallRig rig = new CallRig(CONFIG)) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("Hi", null) + "data: {\"id\":\"a\",\"cho");
            rig.wire().close();

            assertThat(client.content())
                    .startsWith(CallRig.frame("Hi", null) + "data: {\"error\":{\"message\":")
                    .doesNotContain("\"cho\n", "[DONE]");
            assertThat(client.reusable()).isTrue();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        }
    }

    /** An error within a stream is the provider's last word; the key that it quotes is nobody's to read. */
    @Test
    void anErrorWithinAStreamIsToldOnceAndWithoutTheKey() {
        try (CallRig rig = new CallRig(CONFIG.replace("api_key: sk-one", "api_key: key-of-the-provider"))) {
            RecordingClient client = rig.call(CallRig.stream());
            String key = rig.wire().requests().replaceAll("(?s).*[Bb]earer ([^\r]*)\r.*", "$1");
            rig.wire()
                    .beginStream()
                    .chunk(CallRig.frame("Hi", null))
                    .chunk("data: {\"error\":{\"message\":\"bad " + key + "\",\"code\":429}}\n\n")
                    .endChunks();

            assertThat(client.content()).containsOnlyOnce("\"error\"").doesNotContain(key);
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getProviderErrorBody()).contains("bad ").doesNotContain(key);
            assertThat(event.getErrorCode()).isEqualTo("RATE_LIMITED");
        }
    }

    /** Larger than is put together: it goes on to its end, and what it used is known. */
    @Test
    void aVeryLongStreamIsRecordedInParts() {
        try (CallRig rig = new CallRig(CONFIG + "callstream: {upstream: {max_response_bytes: 64KiB}}\n")) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream();
            StringBuilder said = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                String frame = CallRig.frame("x".repeat(5_000), null);
                said.append(frame);
                rig.wire().chunk(frame);
            }
            String end = CallRig.frame("", "stop");
            rig.wire().chunk(end + USAGE + DONE).endChunks();

            assertThat(client.content()).isEqualTo(said + end + DONE);
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getResponseBody()).isNull();
            assertThat(event.getTotalTokens()).isEqualTo(7);
            assertThat(event.getChunkCount()).isEqualTo(42);
            assertThat(event.getResponseBytes()).isEqualTo((said + end + USAGE + DONE).length());
            assertThat(rig.held()).isZero();
        }
    }
}
