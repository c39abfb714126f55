package io.callstream.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers may put into bodies is read, and can be written again for any reader. */
class JsonReaderTest {
    private static final ObjectMapper RECEIVER = new ObjectMapper();

    @Test
    @DisplayName("C04, X12: a number of a thousand digits and more is a text")
    void longNumbersAreTexts() throws IOException {
        String digits = "7".repeat(2_000);

        JsonNode received = received("{\"seed\":" + digits + ",\"x\":-1." + digits + "}");

        assertThat(received.path("seed").textValue()).isEqualTo(digits);
        assertThat(received.path("x").textValue()).isEqualTo("-1." + digits);
    }

    @ParameterizedTest(name = "C06, X13: {0}")
    @ValueSource(
            strings = {
                "1e999999",
                "-1E+999999",
                "1e-999999",
                "9e99999999999999",
                "NaN",
                "Infinity",
                "-Infinity",
                "1e400"
            })
    void numbersThatNoDoubleHoldsAreTexts(String number) throws IOException {
        assertThat(received("[" + number + "]").path(0).textValue()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"1", "-5", "0.20", "1.5E-7", "123456789012345678", "12345678901234567890123", "0.1234567890123456789"})
    void commonNumbersKeepTheirDigits(String number) {
        assertThat(JsonReader.tree(number).orElseThrow().toString()).isEqualTo(number);
    }

    @Test
    @DisplayName("C03: half a surrogate pair in a name or a value")
    void halvesOfCharactersAreReplaced() throws IOException {
        JsonNode received = received("{\"a\\ud83d\":\"b\\ude80c\",\"\\ud83d\\ude80\":\"\\ud83d\\ude80\"}");

        assertThat(received.path("a\uFFFD").textValue()).isEqualTo("b\uFFFDc");
        assertThat(received.path("\uD83D\uDE80").textValue()).isEqualTo("\uD83D\uDE80");
    }

    @Test
    @DisplayName("C05: a name of 60,000 characters")
    void namesMayBeLong() throws IOException {
        String name = "n".repeat(60_000);
        assertThat(JsonReader.tree("{\"" + name + "\":1}")
                        .orElseThrow()
                        .path(name)
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void namesThatWereMadeToCollideAreReadLikeOthers() throws IOException {
        StringBuilder object = new StringBuilder("{\"a\":0");
        for (int bits = 0; bits < 1 << 13; bits++) {
            object.append(",\"");
            for (int at = 0; at < 13; at++) {
                object.append((bits >> at & 1) == 0 ? "Aa" : "BB"); // of equal hash
            }
            object.append("\":1");
        }
        assertThat(received(object + "}").size()).isEqualTo((1 << 13) + 1);
    }

    @Test
    void whatIsNestedCanBeWrittenAgain() throws IOException {
        assertThat(received("[".repeat(900) + "]".repeat(900)).isArray()).isTrue();
        assertThat(JsonReader.tree("[".repeat(901) + "]".repeat(901))).isEmpty();
        assertThat(JsonReader.tree("{\"a\":".repeat(100_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "[1,]", "{} {}", "tru", "01", "{\"a\"}", "'a'", "<html>", "\"\\ud8zz\"", "\"\\ud8"
            })
    void whatIsNoJsonIsNoTree(String text) {
        assertThat(JsonReader.tree(text)).isEmpty();
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(JsonReader.tree("\uFEFF{}")).isPresent();
    }

    @Test
    void aTreeOfVeryManyValuesIsNotMade() {
        assertThat(JsonReader.tree("[" + "1,".repeat(1_000_000) + "1]")).isEmpty();
    }

    private static JsonNode received(String body) throws IOException {
        return RECEIVER.readTree(JsonBytes.of(JsonReader.tree(body).orElseThrow()));
    }
}
