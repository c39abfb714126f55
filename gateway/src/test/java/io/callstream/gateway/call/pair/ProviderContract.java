package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.callstream.events.FailureEvent;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls of every provider keep to, whose form is not the client's. A dialect's test says who the provider is. */
abstract class ProviderContract {
    /** Said in two pieces, of which this is the first. */
    private static final Conversation TEXT = Conversation.named("cut-at-the-limit");

    private static final String FIRST = Pieces.of(TEXT.answer().text()).get(0);
    private static final int PIECE = 23;

    abstract FakeProvider provider();

    /** A client of another form than the provider's. */
    ClientForm client() {
        return new ChatForm();
    }

    static Stream<Arguments> conversations() {
        return Stream.of("plain", "tool-call", "parallel-tools", "reasoning", "image", "json-schema")
                .map(Conversation::named)
                .flatMap(each -> Stream.of(false, true).map(stream -> Arguments.of(each, stream)));
    }

    static Stream<ClientForm> clients() {
        return Stream.of(new ChatForm(), new MessagesForm(), new ResponsesForm());
    }

    @ParameterizedTest(name = "{0}, stream: {1}")
    @MethodSource("conversations")
    void conversationsGoOverAndComeBack(Conversation conversation, boolean stream) {
        try (Talk talk = talk(client(), conversation, stream)) {
            talk.answers(provider().answer(talk.request(), conversation.answer()), PIECE);

            assertThat(provider().hear(talk.request())).isEqualTo(client().heard(conversation));
            assertThat(talk.said()).isEqualTo(conversation.answer().said());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1 << 20})
    void aStreamIsReadInPiecesOfAnySize(int size) {
        Conversation conversation = Conversation.named("parallel-tools");
        try (Talk talk = talk(client(), conversation, true)) {
            talk.answers(provider().answer(talk.request(), conversation.answer()), size);

            assertThat(talk.said()).isEqualTo(conversation.answer().said());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eventsHoldWhatItSaidInItsOwnForm(boolean stream) throws InvalidJsonException {
        try (Talk talk = talk(client(), TEXT, stream)) {
            FakeProvider.Reply reply = provider().answer(talk.request(), TEXT.answer());
            talk.answers(reply, PIECE);

            String told = talk.success().getProviderResponseBody();
            if (stream) {
                JsonValue.Arr events = (JsonValue.Arr) JsonValue.read(Slice.of(told));
                assertThat(events.elements()).hasSizeGreaterThan(1);
                assertThat(told).contains(FIRST);
            } else {
                assertThat(told).isEqualTo(new String(reply.body(), StandardCharsets.UTF_8));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void clientsOfEveryFormAreAnswered(ClientForm form) {
        try (Talk talk = talk(form, TEXT, false)) {
            talk.answers(provider().answer(talk.request(), TEXT.answer()), PIECE);

            assertThat(talk.said()).isEqualTo(TEXT.answer().said());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, false, PROVIDER_REJECTED",
        "400, true,  PROVIDER_REJECTED",
        "401, true,  PROVIDER_AUTHENTICATION",
        "403, false, PROVIDER_AUTHENTICATION",
        "404, true,  PROVIDER_REJECTED",
        "408, false, PROVIDER_TIMEOUT",
        "429, false, RATE_LIMITED",
        "429, true,  RATE_LIMITED",
        "500, true,  PROVIDER_ERROR",
        "503, false, PROVIDER_ERROR",
        "529, true,  PROVIDER_ERROR",
    })
    void anErrorKeepsItsStatusAndItsWordsAndHasItsClass(int status, boolean stream, String code) {
        try (Talk talk = talk(client(), TEXT, stream)) {
            talk.answers(provider().error(status, "no such luck"), PIECE);

            assertThat(talk.client().status()).isEqualTo(Integer.toString(status));
            assertThat(Json.read(talk.client().content()).object("error").text("message"))
                    .isEqualTo("no such luck");
            FailureEvent event = talk.failure();
            assertThat(event.getProviderResponseBody()).contains("no such luck");
            assertThat(event.getErrorCode()).isEqualTo(code);
            assertThat(event.getProvider()).isEqualTo(provider().word());
        }
    }

    @Test
    void anErrorInNoFormIsOneOfTheClients() {
        try (Talk talk = talk(client(), TEXT, true)) {
            talk.answers(FakeProvider.Reply.of(502, "text/html", "<html>Bad gateway</html>"), PIECE);

            assertThat(talk.client().status()).isEqualTo("502");
            assertThat(Json.read(talk.client().content()).object("error").text("message"))
                    .contains("Bad gateway");
            assertThat(talk.failure().getErrorCode()).isEqualTo("PROVIDER_ERROR");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anErrorUnderAGoodStatusKeepsItsWords(boolean stream) {
        assumeTrue(!stream || tellsStreamsFromAnswers());
        try (Talk talk = talk(client(), TEXT, stream)) {
            FakeProvider.Reply error = provider().error(500, "no such luck");
            talk.answers(new FakeProvider.Reply(200, error.type(), error.body()), PIECE);

            assertThat(talk.client().content()).contains("no such luck");
            FailureEvent event = talk.failure();
            assertThat(event.getProviderErrorBody()).contains("no such luck");
            assertThat(event.getErrorCode()).isIn("PROVIDER_ERROR", "STREAM_INTERRUPTED");
        }
    }

    @Test
    void aWholeAnswerInThePlaceOfAStreamIsAnAnswer() {
        assumeTrue(tellsStreamsFromAnswers());
        FakeProvider.Reply whole;
        try (Talk plain = talk(client(), TEXT, false)) {
            whole = provider().answer(plain.request(), TEXT.answer());
        }
        try (Talk talk = talk(client(), TEXT, true)) {
            talk.answers(whole, PIECE);

            assertThat(talk.client().content()).contains(FIRST);
            assertThat(talk.success().getFinishReason()).isEqualTo("length");
        }
    }

    /** Bedrock's frames say themselves what they are, and nothing else is read as one. */
    private boolean tellsStreamsFromAnswers() {
        return !provider().word().equals("bedrock");
    }

    @Test
    void numbersOfTokensMayBeTexts() {
        try (Talk talk = talk(client(), TEXT, false)) {
            FakeProvider.Reply reply = provider().answer(talk.request(), TEXT.answer());
            String texts = new String(reply.body(), StandardCharsets.UTF_8)
                    .replaceAll("(?i)(\"[a-z_0-9]*(?:tokens?|count)\":)(\\d+)", "$1\"$2\"");
            talk.answers(FakeProvider.Reply.json(texts), PIECE);

            assertThat(texts).doesNotContain(new String(reply.body(), StandardCharsets.UTF_8));
            assertThat(talk.success().getPromptTokens()).isEqualTo(TEXT.answer().prompt());
            assertThat(talk.success().getCompletionTokens())
                    .isEqualTo(TEXT.answer().completion());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 503})
    void anAnswerInACodingThatCannotBeUndoneIsTheProvidersFault(int status) {
        try (Talk talk = talk(client(), TEXT, false)) {
            talk.rig().wire().answer(status, "content-encoding: br\r\n", "\u000b\u0002{}\u0003");

            assertThat(talk.client().received()).doesNotContain("content-encoding");
            assertThat(Json.read(talk.client().content()).object("error").text("message"))
                    .contains("Content-Encoding 'br'");
            assertThat(talk.failure().getProviderStatus()).isEqualTo(status);
        }
    }

    @Test
    void whatTheProviderSaysOfItsLimitsReachesTheClientAndTheEvents() {
        try (Talk talk = talk(client(), TEXT, false)) {
            FakeProvider.Reply error = provider().error(429, "slow down");
            talk.rig()
                    .wire()
                    .answer(
                            429,
                            "retry-after: 7\r\n" + provider().requestsLeft() + ": 0\r\n",
                            new String(error.body(), StandardCharsets.UTF_8));

            assertThat(talk.client().received())
                    .contains("\r\nretry-after: 7\r\n", "\r\nx-ratelimit-remaining-requests: 0\r\n");
            assertThat(talk.failure().getProviderHeaders())
                    .containsEntry("retry-after", "7")
                    .containsEntry("x-ratelimit-remaining-requests", "0");
        }
    }

    @Test
    void aStreamThatEndsInItsMiddleIsNoAnswerAndTheProviderIsNotSaidToHaveSaidSo() {
        try (Talk talk = talk(client(), TEXT, true)) {
            talk.answers(begun(talk), PIECE);

            assertBrokenOff(talk);
            assertThat(talk.client().content()).contains("ended before the answer was finished");
            assertThat(talk.failure().getProviderErrorBody()).isNull();
        }
    }

    @Test
    void aStreamThatEndsWithinAFrameIsNoAnswer() {
        try (Talk talk = talk(client(), TEXT, true)) {
            byte[] last = provider().news();
            talk.answers(begun(talk).with(Arrays.copyOf(last, last.length / 2)), PIECE);

            assertBrokenOff(talk);
        }
    }

    @Test
    void aConnectionThatIsCutIsNoAnswer() {
        try (Talk talk = talk(client(), TEXT, true)) {
            talk.sends(begun(talk), PIECE);
            talk.rig().wire().close();

            assertBrokenOff(talk);
        }
    }

    @Test
    void nothingAfterHalfAFrameIsTrusted() {
        try (Talk talk = talk(client(), TEXT, true)) {
            List<byte[]> frames = Frames.of(provider().answer(talk.request(), TEXT.answer()));
            talk.answers(begun(talk).with(provider().broken()).with(frames.get(frames.size() - 1)), PIECE);

            assertBrokenOff(talk);
        }
    }

    @Test
    void anErrorInAStreamIsItsEnd() {
        try (Talk talk = talk(client(), TEXT, true)) {
            talk.answers(begun(talk).with(provider().failure("it broke")), PIECE);

            assertThat(talk.client().content()).contains("it broke").doesNotContain(client().endOfStream());
            assertThat(talk.failure().getResponseBody()).contains(FIRST);
        }
    }

    @Test
    void whatIsNewInAStreamIsPassedOver() {
        try (Talk talk = talk(client(), TEXT, true)) {
            FakeProvider.Reply reply = provider().answer(talk.request(), TEXT.answer());
            List<byte[]> frames = Frames.of(reply);
            FakeProvider.Reply changed = new FakeProvider.Reply(200, reply.type(), frames.get(0))
                    .with(provider().news());
            for (byte[] frame : frames.subList(1, frames.size())) {
                changed = changed.with(frame);
            }
            talk.answers(changed, PIECE);

            assertThat(talk.said()).isEqualTo(TEXT.answer().said());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerWithoutUsageIsAnAnswer(boolean stream) {
        Answer uncounted = TEXT.answer().uncounted();
        try (Talk talk = talk(client(), TEXT, stream)) {
            talk.answers(provider().answer(talk.request(), uncounted), PIECE);

            assertThat(talk.client().status()).isEqualTo("200");
            assertThat(talk.client().content()).contains(FIRST);
            assertThat(talk.success().getFinishReason()).isEqualTo("length");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\"hello\":\"world\"}", "<html>", ""})
    void anAnswerOfAnotherShapeIsTheProvidersFault(String body) {
        try (Talk talk = talk(client(), TEXT, false)) {
            talk.answers(FakeProvider.Reply.json(body), PIECE);

            assertThat(talk.client().status()).isEqualTo("502");
            assertThat(Json.read(talk.client().content()).object("error").text("message"))
                    .startsWith("What the provider answered is no ");
            assertThat(talk.failure().getErrorCode()).isEqualTo("PROVIDER_PROTOCOL");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoHangsUpCancelsTheCall(boolean stream) {
        try (Talk talk = talk(client(), TEXT, stream)) {
            talk.sends(stream ? begun(talk) : FakeProvider.Reply.json("{"), PIECE);
            talk.rig().hangUp(talk.client());

            assertThat(talk.rig().wire().open()).isFalse();
            assertThat(talk.failure().getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        }
    }

    /** The stream up to the first piece of its text. */
    private FakeProvider.Reply begun(Talk talk) {
        FakeProvider.Reply whole = provider().answer(talk.request(), TEXT.answer());
        FakeProvider.Reply begun = new FakeProvider.Reply(200, whole.type(), new byte[0]);
        for (byte[] frame : Frames.of(whole)) {
            begun = begun.with(frame);
            if (Frames.says(frame, FIRST + "\"")) {
                return begun;
            }
        }
        throw new AssertionError("a stream without its text");
    }

    private void assertBrokenOff(Talk talk) {
        assertThat(talk.client().content()).contains(FIRST).doesNotContain(client().endOfStream());
        FailureEvent event = talk.failure();
        assertThat(event.getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        assertThat(event.getResponseBody()).contains(FIRST);
    }

    private Talk talk(ClientForm form, Conversation conversation, boolean stream) {
        String config = "model_list: [{model_name: m, litellm_params: {"
                + provider().params() + ", timeout: 5}}]\nrouter_settings: {num_retries: 0}";
        return Talk.begin(config, "m", form, conversation, stream);
    }
}
