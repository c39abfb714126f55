package io.callstream.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a field of JSON holds whose name is a credential's: all of it, and nothing behind it. */
class NamedSecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password\":\"⟦a b, {c}: d⟧\",\"e\":1}",
                "{\"password\":\"⟦ä日😀⟧\"}",
                "{\"password\":\"⟦a\\\\⟧\",\"b\":\"c\"}",
                "{\"password\":\"⟦a\\\\\\\"b⟧\",\"b\":\"c\"}",
                "{\"password\":\"⟦a\\nb\\u0022⟧\",\"b\":\"c\"}",
                "{\"password\":⟦0⟧,\"b\":9}",
                "{\"password\":⟦9⟧}",
                "{\"password\":⟦1E+5⟧}",
                "{\"password\":[⟦1⟧,⟦2⟧,\"⟦x⟧\"],\"n\":[1,2]}",
                "{\"password\":[ \"⟦a⟧\" , \"⟦b⟧\" ]}",
                "{\"password\":[]}",
                "{\"password\":[{\"a\":\"b\"},\"c\"]}",
                "{\"password\":[null,\"c\"]}",
                "{\"password\":{\"a\":\"b\"}}",
                "{\"password\":true,\"a\":\"b\"}",
                "{\"password\":\"⟦not ended",
                "{\"password\":[\"⟦a⟧\"\"b\"]}",
                "{\"password\"\n\t\r :\n\t\r \"⟦a⟧\"}",
            })
    void aValueEndsWhereItEnds(String text) {
        MarkedSecrets.areFound(text.endsWith("ended") ? text + "⟧" : text);
    }

    /** As programs print JSON that people are to read. */
    @Test
    void spacesAreAnyNumberOfSigns() {
        String indent = "\n" + " ".repeat(40);

        MarkedSecrets.areFound("{\"password\"" + indent + ":" + indent + "[" + indent + "\"⟦a⟧\"" + indent + ","
                + indent + "\"⟦b⟧\"" + indent + "]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"arguments\":\"{\\n  \\\"password\\\": \\\"⟦x⟧\\\",\\n  \\\"n\\\": 1\\n}\"}",
                "{\"arguments\":\"{\\n  \\\"password\\\": [\\n    \\\"⟦x⟧\\\",\\n\\t\\r\\n    \\\"⟦y⟧\\\"\\n  ]\\n}\"}",
                "{\"arguments\":\"{\\\"password\\\":\\n\\\"⟦x⟧\\\"}\"}",
                "{\"arguments\":\"{\\\"password\\\":\\\"⟦a\\\\\\\"b⟧\\\",\\\"n\\\":1}\"}",
                "{\"arguments\":\"{\\\"password\\\":\\\"⟦a\\\\\\\\⟧\\\",\\\"n\\\":1}\"}",
                "{\"arguments\":\"{\\\"password\\\":\\\"⟦cut off⟧\",\"n\":1}",
                "{\"arguments\":\"{\\\"token\\\":\\\"⟦aB3dE5gH7jK9mN1pQ3sT⟧\\\"}\"}",
                "{\"arguments\":\"{\\\"password\\\":null,\\\"a\\\":\\\"b\\\"}\"}",
            })
    void inJsonWithinAString(String marked) {
        MarkedSecrets.areFound(marked);
    }

    /** A string with an apostrophe has the other quotes there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'password': '⟦hunter⟧', 'n': 1}",
                "{'password': \"⟦hunter's⟧\", 'n': 1}",
                "{'password': ['⟦a⟧', \"⟦b's⟧\", '⟦c⟧'], 'n': 1}",
                "{\"message\":\"bad {'password': \\\"⟦hunter's⟧\\\", 'n': 1}\"}",
                "{'password': '⟦it\\'s⟧', 'n': 1}",
                "{'password': None, 'n': 'x'}",
                "{\"password\": 'x'}",
                "{'password': \\'x\\'}",
            })
    void asPythonPrintsIt(String marked) {
        MarkedSecrets.areFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token\":\"⟦aB3dE5gH7jK9mN1pQ3sT⟧\"}",
                "{\"my_token\":\"⟦0123456789012345678901⟧\"}",
                "{\"token\":\"aB3dE5gH7jK9mN1pQ3s\"}",
                "{\"token\":\"aBcdEfgHijKlmNopQrsTu\"}",
                "{\"token\":\"aB3dE5gH7jK9mN1pQ3sT and more\"}",
                "{\"token\":[\"aB3dE5gH7jK9mN1pQ3sT\"]}",
                "{\"token\":12345678901234567890123}",
                "{\"name\":\"aB3dE5gH7jK9mN1pQ3sT\"}",
                "{\"next_token\":\"aB3dE5gH7jK9mN1pQ3sT\"}",
            })
    void aTokenIsOneWhenItLooksLikeNothingElse(String marked) {
        MarkedSecrets.areFound(marked);
    }

    @ParameterizedTest
    @CsvSource({"40, true", "64, true", "65, true", "200, true"})
    void aLongNameEndsAsAShortOneDoes(int length, boolean known) {
        String name = "x".repeat(length - 8) + "password";

        MarkedSecrets.areFound(known ? "{\"" + name + "\":\"⟦a⟧\"}" : "{\"" + name + "\":\"a\"}");
    }

    /** What stands in place of a number has quotes as the name has: JSON stays JSON. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"password\":12345} | \"",
                "{\"a\":\"{\\\"password\\\":12345}\"} | \\\"",
                "{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"password\\\\\\\":12345}\\\"}\"} | \\\\\\\"",
                "{\"a\":\"{'password': 12345}\"} | '",
            })
    void aNumberSaysHowItsMaskIsQuoted(String text, String quote) {
        assertThat(SecretScan.of(Slice.of(text)))
                .singleElement()
                .satisfies(secret -> assertThat(secret.quote()).isEqualTo(quote));
    }
}
