package io.callstream.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.error.GatewayError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pieces of answers: how calls are put together, and what failures mean. */
class DeltaTest {
    @Test
    void piecesOfACallAreOne() {
        Delta.ToolCall call = new Delta.ToolCall(1, "a", "look", "")
                .and(new Delta.ToolCall(1, null, null, "{\"at\":"))
                .and(new Delta.ToolCall(1, "other", "other", "1}"));

        assertThat(call).isEqualTo(new Delta.ToolCall(1, "a", "look", "{\"at\":1}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''        | {}
            ' '       | {}
            {"at":1}  | {"at":1}
            {         | {
            """)
    void argumentsOfAWholeCallAreJson(String arguments, String whole) {
        assertThat(new Delta.ToolCall(0, "a", "look", arguments).whole().arguments())
                .isEqualTo(whole);
    }

    @Test
    void onlyAnAnswerThatHasBegunHasContent() {
        assertThat(new Delta.Begin("a", "m").isContent()).isFalse();
        assertThat(new Delta.Failure(500, "no such luck").isContent()).isFalse();
        assertThat(new Delta.Text("Hi").isContent()).isTrue();
        assertThat(new Delta.Finish("stop").isContent()).isTrue();
        assertThat(new Delta.Tokens(1, 2).isContent()).isTrue();
    }

    @Test
    void whatIsNotToldIsNegative() {
        Delta.Tokens tokens = new Delta.Tokens(1, 2);

        assertThat(tokens).isEqualTo(new Delta.Tokens(1, 2, -1, -1, -1, new Delta.Special(-1, -1, -1, null)));
        assertThat(tokens.tier()).isNull();
        assertThat(tokens.with(Delta.Special.keptLong(3).as("flex")))
                .isEqualTo(new Delta.Tokens(1, 2, -1, -1, -1, new Delta.Special(3, -1, -1, "flex")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, PROVIDER_REJECTED",
        "401, PROVIDER_AUTHENTICATION",
        "408, PROVIDER_TIMEOUT",
        "429, RATE_LIMITED",
        "500, PROVIDER_ERROR",
    })
    void aFailureIsWhatItsStatusSaysUnlessMoreIsKnown(int status, GatewayError error) {
        assertThat(new Delta.Failure(status, "no such luck").error().error()).isEqualTo(error);
        assertThat(new Delta.Failure(status, "no such luck", GatewayError.CONTEXT_WINDOW_EXCEEDED)
                        .error()
                        .error())
                .isEqualTo(GatewayError.CONTEXT_WINDOW_EXCEEDED);
    }

    @Test
    void aFailureWithoutWordsMayGetSome() {
        Delta.Failure wordless = Delta.Failure.of(503, null);

        assertThat(wordless.wordless()).isTrue();
        assertThat(wordless.message()).isEqualTo("The provider says no more than that it failed.");
        assertThat(wordless.saying("More.")).isEqualTo(new Delta.Failure(503, "More."));
        assertThat(Delta.Failure.of(503, "Words.").wordless()).isFalse();
        assertThat(Delta.Failure.unfinished().error().error()).isEqualTo(GatewayError.STREAM_INTERRUPTED);
    }
}
