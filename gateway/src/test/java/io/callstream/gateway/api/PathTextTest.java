package io.callstream.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Percent encoding in a part of a path. */
class PathTextTest {
    @ParameterizedTest
    @CsvSource({
        "gpt-4o, gpt-4o",
        "'', ''",
        "openai%2Fgpt-4o, openai/gpt-4o",
        "%41, A",
        "%c3%A4, ä",
        "a%20b%2b+, 'a b++'",
        "%25, %",
        "\u00c3\u00a4, ä",
        "\u00c3\u00a4%20, 'ä '",
    })
    void encodingIsTakenOff(String part, String text) {
        assertThat(PathText.decoded(part)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%", "%4", "a%4", "%4g", "%g4", "%%41"})
    void whatIsNoneIsRefused(String part) {
        @Nullable String decoded = PathText.decoded(part);

        assertThat(decoded).isNull();
    }
}
