package io.callstream.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many tokens a request lets its completions have: what limits and budgets reserve for it. */
class OutputBoundTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                     | -1",
                "{'max_tokens':100}                                     | 100",
                "{'max_completion_tokens':100}                          | 100",
                "{'max_tokens':100,'n':3}                               | 300",
                "{'n':3,'max_tokens':100}                               | 300",
                "{'n':3}                                                | -1",
                "{'n':0,'max_tokens':100}                               | 100",
                "{'n':-2,'max_tokens':100}                              | 100",
                "{'n':'3','max_tokens':100}                             | 100",
                "{'max_tokens':0}                                       | 0",
                "{'max_tokens':-5}                                      | -1",
                "{'max_tokens':null}                                    | -1",
                "{'max_tokens':'100'}                                   | -1",
                "{'max_tokens':1.5}                                     | -1",
                "{'max_tokens':100000001}                               | 100000000",
                "{'other':{'max_tokens':5},'stop':['max_tokens'],'x':1} | -1",
                "[]                                                     | -1",
                "{'max_tokens':                                         | -1",
            })
    void asItsParametersSay(String parameters, long most) {
        assertThat(OutputBound.of(Slice.of(parameters.replace('\'', '"')))).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'max_tokens':5,'max_completion_tokens':1000}",
                "{'max_completion_tokens':1000,'max_tokens':5}",
                "{'max_completion_tokens':1000,'max_tokens':null}",
                "{'max_completion_tokens':1000,'max_tokens':-1}",
            })
    void ofTwoBoundsTheLargerIsReserved(String parameters) {
        assertThat(OutputBound.of(Slice.of(parameters.replace('\'', '"')))).isEqualTo(1_000);
    }

    @Test
    void whereNothingIsSaidNothingIsBound() {
        assertThat(OutputBound.of(null)).isEqualTo(OutputBound.UNSAID);
    }
}
