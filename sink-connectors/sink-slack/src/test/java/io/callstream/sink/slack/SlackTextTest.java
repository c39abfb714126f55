package io.callstream.sink.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTextTest {
    @ParameterizedTest
    @DisplayName("X25: what a name could do to a channel or a terminal is shown instead")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "<!channel>          | `&lt;!channel&gt;`",
                "a & b               | `a &amp; b`",
                "\"a\u001b[31mred\"   | `a\\u001b[31mred`",
                "\"a\nb\rc\"          | `a\\u000ab\\u000dc`",
                "\"a\u202Eb\u2028c\"   | `a\\u202eb\\u2028c`",
                "\"a\u009bb\"         | `a\\u009bb`",
                "a`b                 | `a'b`",
                "Grüezi 🚀           | `Grüezi 🚀`"
            })
    void namesAreHarmless(String name, String shown) {
        assertThat(SlackText.code(name)).isEqualTo(shown);
    }
}
