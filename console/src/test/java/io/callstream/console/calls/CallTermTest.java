package io.callstream.console.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.console.web.WebException;
import io.callstream.events.EventKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTermTest {
    private static final CallRow SLOW = Rows.row(
            EventKind.SUCCESS,
            Map.of(
                    CallColumn.CALL_ID,
                    "one",
                    CallColumn.MODEL_GROUP,
                    "gpt-4o",
                    CallColumn.STREAM,
                    true,
                    CallColumn.DURATION_US,
                    1_500_000L,
                    CallColumn.COST_NANO_USD,
                    20_000_000L));

    @ParameterizedTest
    @CsvSource({
        "status:success, true",
        "status:failure, false",
        "-status:failure, true",
        "model:gpt-4o, true",
        "model:gpt*, true",
        "model:gpt, false",
        "-model:gpt-4o, false",
        "duration>1s, true",
        "duration>=1500ms, true",
        "duration<1.5s, false",
        "cost>0.01, true",
        "cost>0.02, false",
        "stream:true, true",
        "stream:false, false",
        "team:a, false",
        "-team:a, true"
    })
    void aTermPicksCalls(String term, boolean picked) {
        assertThat(CallTerm.parse(term).matches().test(SLOW)).isEqualTo(picked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status:failure | outcome = 'failure'",
                "model:it's | model_group = 'it''s'",
                "duration>1.5s | duration_us > 1500000",
                "ttft<=300ms | ttft_us <= 300000",
                "cost>0.01 | cost_nano_usd > 10000000",
                "stream:true | stream = true",
                "model:gpt* | starts_with(model_group, 'gpt')",
                "-team:a | NOT coalesce(team_id = 'a', false)"
            })
    void aTermIsSql(String term, String sql) {
        assertThat(CallTerm.parse(term).sql()).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour:red | colour",
                "hello | hello",
                "model>3 | model:3",
                "duration>soon | 1.5s",
                "tokens>1s | 100",
                "stream:maybe | stream:true"
            })
    void aWrongTermIsNamed(String term, String named) {
        assertThatThrownBy(() -> CallTerm.parse(term))
                .isInstanceOf(WebException.class)
                .hasMessageContaining(named);
    }

    @Test
    void everyWordIsAColumnOfCalls() {
        for (CallField field : CallField.values()) {
            assertThat(field == CallField.STATUS
                            || CallColumn.named(field.column()).isPresent())
                    .as(field.word())
                    .isTrue();
        }
    }
}
