package io.callstream.analytics.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.events.SampleCall;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private final SuccessEvent success = SampleCall.number(1).success();
    private final FailureEvent failure = SampleCall.number(1).failure();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model = 'gpt-4o-mini'",
                "MODEL = 'gpt-4o-mini' AND Provider='openai'",
                "model = 'x' or (stream and not cache_hit)",
                "model = 'x' and stream or provider = 'openai'",
                "not (model = 'x' or provider = 'y')",
                "duration_us >= 812345 and duration_us < 812346",
                "model in ('a', 'gpt-4o-mini')",
                "model not in ('a','b')",
                "fallback_from is null and team_id is not null",
                "tags = 'streamed' and tags != 'plain'",
                "day = '2026-11-20'",
                "stream = true",
                "completion_tokens <> 4",
                "cost_nano_usd > -1"
            })
    void holds(String where) {
        assertThat(Condition.parse(where).matches(success)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model = 'gpt-4'",
                "fallback_from != 'x'",
                "fallback_from = 'x'",
                "tags = 'other'",
                "error_code = 'RATE_LIMITED'",
                "not stream",
                "model < 'a'"
            })
    void doesNotHold(String where) {
        assertThat(Condition.parse(where).matches(success)).isFalse();
    }

    @Test
    void aColumnThatOnlyFailuresHaveIsComparedThere() {
        assertThat(Condition.parse("error_code = 'RATE_LIMITED' and http_status = 429")
                        .matches(failure))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "model == 'x'          | 8  | a text in single quotes",
                "modell = 'x'         | 1  | did you mean model",
                "model = 5             | 9  | a text in single quotes",
                "duration_us = 'x'     | 15 | a number",
                "model                 | 6  | a comparison of model",
                "(model = 'x'          | 13 | ')'",
                "model = 'x' model     | 13 | and, or, or the end",
                "model = 'x            | 9  | closing quote",
                "model = \"x\"         | 9  | single quotes",
                "model is 'x'          | 10 | 'null'",
                "model not = 'x'       | 11 | in was expected",
                "and model = 'x'       | 1  | no column",
                "stream = 'yes'        | 10 | true or false"
            })
    void whatCannotBeReadIsSaidWithItsPlace(String where, int position, String says) {
        assertThatThrownBy(() -> Condition.parse(where))
                .isInstanceOf(ConditionException.class)
                .hasMessageStartingWith("at position " + position + ":")
                .hasMessageContaining(says);
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> Condition.parse("(".repeat(5_000) + "stream" + ")".repeat(5_000)))
                .isInstanceOf(ConditionException.class)
                .hasMessageContaining("deep");
    }

    @Property(tries = 300)
    void anyTextIsReadOrRefused(@ForAll String text) {
        for (String where : List.of(text, "model = '" + text, "model = " + text + " and stream")) {
            try {
                Condition.parse(where).matches(success);
            } catch (ConditionException e) {
                assertThat(e).hasMessageContaining("position");
            }
        }
    }
}
