package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.error.GatewayError;
import io.callstream.json.Slice;
import io.callstream.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names a body may have, how many, and what is no JSON. */
class FieldRulesTest {
    @ParameterizedTest
    @DisplayName("X15: a name that some decoders take for one the gateway acts on is refused by that name")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Model              | model",
                "MODEL              | model",
                "mo\\u0064El        | model",
                "model\\u0000       | model",
                "model\\u200b       | model",
                "` model`           | model",
                "ｍｏｄｅｌ              | model",
                "ſtream             | stream",
                "Stream_Options     | stream_options",
                "stream_optıons     | stream_options",
                "Messages           | messages",
                "Tools              | tools",
                "toolK              | ``",
                "No-Log             | no-log",
                "API_BASE           | api_base",
                "Metadata           | metadata"
            })
    void lookalikesAreRefused(String name, String reads) {
        String body = "{\"model\":\"cheap\",\"" + name + "\":\"EXPENSIVE\"}";

        if (reads.isEmpty()) {
            assertThat(body).satisfies(allowed -> RequestScan.of(Slice.of(allowed)));
        } else {
            assertRefused(() -> RequestScan.of(Slice.of(body)), GatewayError.INVALID_REQUEST, reads);
        }
    }

    @Test
    @DisplayName("X15: also inside stream_options")
    void lookalikesInsideStreamOptionsAreRefused() {
        assertRefused(
                () -> scan("{\"model\":\"m\",\"stream_options\":{\"Include_Usage\":true}}"),
                GatewayError.INVALID_REQUEST,
                "stream_options.include_usage");
    }

    @Test
    @DisplayName("X15: a name that is escaped is the same name")
    void anEscapedNameIsTheName() throws InvalidRequestException {
        assertThat(scan("{\"mo\\u0064el\":\"m\",\"Temperature\":1}").model()).isEqualTo("m");
    }

    @ParameterizedTest
    @DisplayName("X15: no name may stand twice")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"model\":\"m\",\"model\":\"m\"                    | model",
                "\"model\":\"m\",\"mo\\u0064el\":\"n\"              | model",
                "\"messages\":[],\"messages\":[]                    | messages",
                "\"temperature\":0,\"temperature\":1                | temperature",
                "\"metadata\":{},\"metadata\":{}                    | metadata",
                "\"litellm_x\":0,\"litellm_x\":1                    | litellm_x",
                "\"stream\":true,\"stream\":false                   | stream",
                "\"Secret plan\":0,\"Secret plan\":1                | `null`"
            })
    void aRepeatedNameIsRefused(String fields, String param) {
        assertThatThrownBy(() -> scan("{" + fields + "}"))
                .isInstanceOfSatisfying(InvalidRequestException.class, refused -> {
                    assertThat(refused.error()).isEqualTo(GatewayError.INVALID_REQUEST);
                    assertThat(String.valueOf(refused.param())).isEqualTo(param);
                    assertThat(refused).hasMessageContaining("twice").hasMessageNotContaining("plan");
                });
    }

    @Test
    @DisplayName("X8: 50,000 tags are more than the documented bound")
    void tooManyTagsAreRefused() throws InvalidRequestException {
        assertRefused(
                () -> scan("{\"metadata\":{\"tags\":" + list(50_000) + "}}"),
                GatewayError.INVALID_REQUEST,
                "metadata.tags");
        assertRefused(() -> scan("{\"tags\":" + list(100_000) + "}"), GatewayError.INVALID_REQUEST, "tags");
        assertThat(scan("{\"tags\":" + list(4096) + "}").tags()).hasSize(4096);
    }

    @Test
    @DisplayName("X8: 40,000 fields of metadata are more than the documented bound")
    void tooMuchMetadataIsRefused() throws InvalidRequestException {
        assertRefused(
                () -> scan("{\"metadata\":{" + fields("k", 40_000) + "}}"), GatewayError.INVALID_REQUEST, "metadata");
        assertThat(scan("{\"metadata\":{" + fields("k", 4096) + "}}").metadata())
                .hasSize(4096);
    }

    @Test
    @DisplayName("X8: 200,000 of the gateway's own fields are more than the documented bound, 4,000 are cut in line")
    void tooManyFieldsAreRefused() throws InvalidRequestException {
        assertThatThrownBy(() -> scan("{" + fields("litellm_", 200_000) + "}")).hasMessageContaining("at most 4096");

        RequestScan scan = scan("{\"model\":\"m\"," + fields("litellm_", 2_000) + ",\"n\":1,"
                + fields("guardrails_x_cost_per_", 2_000) + "}");

        assertThat(scan.ownFields()).hasSize(2_001);
        assertThat(scan.empty(RequestScan.Cut.ALL)).isFalse();
    }

    @ParameterizedTest
    @DisplayName("X8: nesting has a documented bound")
    @ValueSource(ints = {513, 100_000})
    void deepNestingIsRefused(int levels) {
        assertThatThrownBy(() -> scan("{\"model\":\"m\",\"tools\":" + "[".repeat(levels) + "]".repeat(levels) + "}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at most 512 levels");
    }

    @ParameterizedTest
    @DisplayName("Cause 10: a body that was cut off is not valid JSON, wherever that was")
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"model",
                "{\"model\"",
                "{\"model\":",
                "{\"model\":\"m",
                "{\"model\":nul",
                "{\"model\":\"m\"",
                "{\"model\":\"m\",\"stream\":",
                "{\"model\":\"m\",\"stream\":tr",
                "{\"model\":\"m\",\"stream_options\":",
                "{\"model\":\"m\",\"stream_options\":{\"include_usage\":",
                "{\"model\":\"m\",\"metadata\":{\"a\":",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hel",
                "{\"model\":\"m\",\"temperature\":NaN}",
            })
    void aCutOffBodyIsNotValidJson(String body) {
        assertThatThrownBy(() -> scan(body)).isInstanceOfSatisfying(InvalidRequestException.class, refused -> {
            assertThat(refused.error()).isEqualTo(GatewayError.INVALID_JSON);
            assertThat(refused)
                    .hasMessageStartingWith("The request body is not valid JSON: expected ")
                    .hasMessageContaining(" at byte ");
        });
    }

    @ParameterizedTest
    @DisplayName("Cause 8: what is sent on is UTF-8")
    @ValueSource(ints = {0x80, 0xc0, 0xe9, 0xff})
    void bytesThatAreNoUtf8AreRefused(int wrong) {
        byte[] body = "{\"model\":\"m\",\"user\":\"Andr? et Zoé, 你好 🙂\"}".getBytes(StandardCharsets.UTF_8);
        byte[] broken = body.clone();
        broken[25] = (byte) wrong;

        assertThat(body[25]).isEqualTo((byte) '?');
        assertThat(body).satisfies(bytes -> RequestScan.of(bytes));
        assertThatThrownBy(() -> RequestScan.of(broken)).hasMessageContaining("expected UTF-8 at byte 25");
    }

    @Test
    @DisplayName("Cause 8: a byte order mark is taken off")
    void aByteOrderMarkIsTakenOff() throws InvalidRequestException {
        Slice body = Utf8.withoutMark(Slice.of("\ufeff{\"model\":\"m\"}"));

        assertThat(RequestScan.of(body).model()).isEqualTo("m");
        assertThat(body.text()).isEqualTo("{\"model\":\"m\"}");
    }

    private static RequestScan scan(String body) throws InvalidRequestException {
        return RequestScan.of(Slice.of(body));
    }

    private static String list(int size) {
        return IntStream.range(0, size).mapToObj(i -> "\"tag-" + i + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private static String fields(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + prefix + i + "\":1")
                .collect(Collectors.joining(","));
    }

    private static void assertRefused(ThrowingCallable scan, GatewayError error, String param) {
        assertThatThrownBy(scan).isInstanceOfSatisfying(InvalidRequestException.class, refused -> {
            assertThat(refused.error()).isEqualTo(error);
            assertThat(refused.param()).isEqualTo(param);
            assertThat(refused).hasMessageContaining("'" + param + "'");
        });
    }
}
