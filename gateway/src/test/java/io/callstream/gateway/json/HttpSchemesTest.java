package io.callstream.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows the words Bearer and Basic, and which texts are looked at at all. */
class HttpSchemesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer ⟦abc123⟧",
                "BEARER ⟦abc123⟧",
                "bearer    ⟦abc123⟧",
                "Bearer ⟦ABCDEF⟧",
                "Bearer ⟦abcdefghijklmnopqrst⟧",
                "Bearer ⟦abcdef-ghijk⟧",
                "Bearer ⟦abcdef.ghijk⟧",
                "Bearer ⟦abcdef_ghijk⟧",
                "Bearer ⟦ya29.c.b0Aaekm1K-x_y~z+/==⟧",
                "Bearer ⟦a1\\/b2\\/c3⟧ x",
                "{\"content\":\"use\\nBearer ⟦abc123⟧\\n\"}",
                "-H \"Authorization: Basic ⟦dXNlcjpwYXNzd29yZA==⟧\"",
                "basic ⟦YTpi⟧",
                "Basic ⟦Og==⟧",
            })
    void aTokenFollows(String marked) {
        MarkedSecrets.areFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer abc12",
                "Bearer ABCDE",
                "Bearer authentication",
                "Bearer abcdefghijklmnopqrs",
                "Bearer abcdef-ghij",
                "bearer\tabc123",
                "Bearet abc123",
                "bear abc123",
                "Basic",
                "Basic ",
                "Basic YWJj",
                "Basic knowledge",
                "Basic a:b",
                "Basically abc123",
                "big Big BIG bbbb",
            })
    void aWordFollows(String text) {
        MarkedSecrets.areFound(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a-1 | true",
                "a_1 | true",
                "J | true",
                "I | true",
                "G | true",
                "B | true",
                "b | true",
                "@ | true",
                ": | true",
                "= | true",
                "words with spaces, and more. | false",
                "`` | false",
                "日本語 | false",
                "ʺ | false",
                "xxxx= | true",
            })
    void aTextWithoutAnySignIsNotWorthALook(String text, boolean worth) {
        assertThat(SecretScan.worthALook(text)).isEqualTo(worth);
    }
}
