package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.ChunkFacts;
import io.callstream.gateway.api.StreamAnswer;
import io.callstream.gateway.api.anthropic.AnthropicApi;
import io.callstream.gateway.error.GatewayError;
import io.callstream.json.Slice;
import org.junit.jupiter.api.Test;

/** A stream of another form, put together as it comes. */
class ToldStreamTest {
    private static final String START =
            "{\"type\":\"message_start\",\"message\":{\"id\":\"m1\",\"model\":\"c\",\"usage\":{\"input_tokens\":3}}}";
    private static final String TEXT =
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}";

    private final StreamAnswer stream = new AnthropicApi().streamAnswer();

    @Test
    void nothingHasComeBeforeTheFirstEvent() {
        assertThat(stream.started()).isFalse();
        assertThat(stream.usage()).isFalse();
        assertThat(stream.finished()).isFalse();
        assertThat(stream.weight()).isZero();
        assertThat(stream.response()).isNull();
        assertThat(stream.fresh().length()).isZero();
    }

    @Test
    void everythingOfAnEventIsFresh() {
        accept(START);
        accept(TEXT);

        assertThat(stream.fresh().from()).isZero();
        assertThat(stream.fresh().to()).isEqualTo(TEXT.length());
        assertThat(stream.weight()).isEqualTo(START.length() + TEXT.length());
        assertThat(stream.started()).isTrue();
    }

    @Test
    void whatFailsKeepsWhatWasSaidBefore() {
        accept(START);
        accept(TEXT);

        ChunkFacts facts =
                accept("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");

        assertThat(facts.kind()).isEqualTo(ChunkFacts.Kind.ERROR);
        assertThat(stream.response()).isNotNull();
        assertThat(stream.response().text()).contains("\"content\":\"Hi\"").doesNotContain("Overloaded");
        assertThat(accept(TEXT).kind()).isEqualTo(ChunkFacts.Kind.CONTENT);
    }

    @Test
    void aFailureThatIsKnownForWhatItIsStaysThat() {
        ChunkFacts facts = accept("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
                + "\"prompt is too long: 210000 tokens > 200000 maximum\"}}");

        AnswerError error = facts.error();
        assertThat(error).isNotNull();
        assertThat(error.kind(GatewayError.PROVIDER_ERROR)).isEqualTo(GatewayError.CONTEXT_WINDOW_EXCEEDED);
        assertThat(stream.started()).isFalse();
    }

    @Test
    void itHasEndedAndSaidItsUsageWhenItSaysSo() {
        accept(START);
        assertThat(accept(TEXT).finishReason()).isNull();

        ChunkFacts end = accept(
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\"},\"usage\":{\"output_tokens\":2}}");
        accept("{\"type\":\"message_stop\"}");

        assertThat(end.finishReason()).isEqualTo("length");
        assertThat(stream.usage()).isTrue();
        assertThat(stream.finished()).isTrue();
    }

    @Test
    void whatIsLeftOutHasComeAllTheSame() {
        stream.leaveOut(Slice.of("12345"));

        assertThat(stream.started()).isTrue();
        assertThat(stream.fresh().to()).isEqualTo(5);
    }

    @Test
    void whatIsForgottenTakesNoRoom() {
        accept(START);
        accept(TEXT);

        stream.forget();

        assertThat(stream.weight()).isZero();
        assertThat(stream.response()).isNotNull();
        assertThat(stream.response().text()).doesNotContain("Hi");
    }

    private ChunkFacts accept(String data) {
        return stream.accept(Slice.of(data));
    }
}
