package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A provider's stream that ends, or breaks, at any place: the client never hears the mark of an end that was not one, and the events say
 * how far it came. Every pair of forms, those included that pass through.
 */
class CutStreamsTest {
    private static final Conversation CONVERSATION = Conversation.named("parallel-tools");
    private static final int FIRST = 3;
    private static final int CUTS = 6;

    static Stream<Arguments> pairs() {
        return Translation.CLIENTS.stream()
                .flatMap(form -> Translation.PROVIDERS.stream().map(provider -> Arguments.of(form, provider)));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @MethodSource("pairs")
    void whatEndsBeforeTheAnswerDoesIsNoAnswer(ClientForm form, FakeProvider provider) {
        for (int i = 0; i <= CUTS; i++) {
            try (Talk talk = talk(form, provider)) {
                FakeProvider.Reply whole = provider.answer(talk.request(), CONVERSATION.answer());
                talk.answers(cut(whole, i), 1 << 20);

                assertBroken(talk, i);
            }
        }
    }

    @ParameterizedTest(name = "{0} and {1}")
    @MethodSource("pairs")
    void aConnectionThatBreaksIsNoEnd(ClientForm form, FakeProvider provider) {
        for (int i = 0; i <= CUTS; i++) {
            try (Talk talk = talk(form, provider)) {
                FakeProvider.Reply whole = provider.answer(talk.request(), CONVERSATION.answer());
                talk.sends(cut(whole, i), 1 << 20);
                talk.rig().wire().close();

                assertBroken(talk, i);
            }
        }
    }

    /** Within the first frame, then a part of all that comes before the last frames, in which the answer's end is said. */
    private static FakeProvider.Reply cut(FakeProvider.Reply whole, int part) {
        List<byte[]> frames = Frames.of(whole);
        int first = frames.get(0).length;
        int last = frames.subList(frames.size() - Math.min(4, frames.size() / 2), frames.size()).stream()
                .mapToInt(frame -> frame.length)
                .sum();
        int length = part < FIRST ? first * part / FIRST : (whole.body().length - last) * part / CUTS;
        return new FakeProvider.Reply(200, whole.type(), Arrays.copyOf(whole.body(), length));
    }

    private static void assertBroken(Talk talk, int part) {
        assertThat(talk.client().content())
                .as("part %d of %d", part, CUTS)
                .doesNotContain(talk.form().endOfStream());
        assertThat(talk.rig().lane().all(SuccessEvent.class))
                .as("part %d of %d", part, CUTS)
                .isEmpty();
        FailureEvent event = talk.failure();
        assertThat(event.getErrorCode())
                .as("part %d of %d", part, CUTS)
                .isIn("STREAM_INTERRUPTED", "PROVIDER_UNREACHABLE", "PROVIDER_PROTOCOL", "PROVIDER_ERROR");
        boolean begun = talk.client().received().startsWith("HTTP/1.1 200");
        assertThat(talk.client().content()).as("part %d of %d", part, CUTS).contains("\"error\"");
        assertThat(begun || talk.client().status().startsWith("5"))
                .as("status %s, part %d of %d", talk.client().status(), part, CUTS)
                .isTrue();
    }

    private static Talk talk(ClientForm form, FakeProvider provider) {
        String config = "model_list: [{model_name: m, litellm_params: {" + provider.params()
                + ", timeout: 5}}]\nrouter_settings: {num_retries: 0}";
        return Talk.begin(config, "m", form, CONVERSATION, true);
    }
}
