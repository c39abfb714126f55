package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.config.FallbackTable;
import io.callstream.gateway.provider.CallerRouting;
import io.callstream.json.Slice;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request says about its own routing: how long an attempt may take, how often it is tried again, and who takes over. */
class RoutingFieldsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            "timeout":30                         | 30000    | none
            "timeout":0.001                      | 1        | none
            "timeout":0.0001                     | 1        | none
            "timeout":1.0005                     | 1001     | none
            "timeout":86400                      | 86400000 | none
            "timeout":3e1                        | 30000    | none
            "timeout":"30"                       | 30000    | none
            "timeout":" 30 "                     | 30000    | none
            "timeout":"0.5"                      | 500      | none
            "timeout":"3e1"                      | 30000    | none
            "timeout":null                       | none     | none
            "request_timeout":5                  | 5000     | none
            "timeout":5,"request_timeout":7      | 7000     | none
            "timeout":5,"request_timeout":null   | 5000     | none
            "stream_timeout":2                   | none     | 2000
            "stream_timeout":2,"timeout":5       | 5000     | 2000
            "stream_timeout":null                | none     | none
            """)
    void timesAreInSeconds(String fields, @Nullable Long timeout, @Nullable Long streamTimeout)
            throws InvalidRequestException {
        CallerRouting routing = routing(fields);

        assertThat(routing.timeout()).isEqualTo(timeout == null ? null : Duration.ofMillis(timeout));
        assertThat(routing.streamTimeout()).isEqualTo(streamTimeout == null ? null : Duration.ofMillis(streamTimeout));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "-0.0",
                "86400.001",
                "1e400",
                "1e999999999",
                "true",
                "[]",
                "{\"read\":5}",
                "\"\"",
                "\"soon\"",
                "\"5d\"",
                "\"5f\"",
                "\"0x10\"",
                "\"0x1p4\"",
                "\"NaN\"",
                "\"Infinity\"",
                "\"-5\"",
                "\"30\\u0030\"",
                "\"000000000000000000000000000000000030\"",
            })
    void aTimeThatCannotBeIsRefused(String value) {
        for (String name : List.of("timeout", "request_timeout", "stream_timeout")) {
            assertThatThrownBy(() -> routing("\"" + name + "\":" + value))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessage("Invalid '" + name + "': expected seconds, more than 0 and at most 86400.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ["a","b"]                       | any  | a,b
            [{"model":"a"},"b"]             | any  | a,b
            [{"model":"a"},{"model":"b"}]   | any  | a,b
            [{"g":["a","b"]}]               | g    | a,b
            [{"g":["a","b"]}]               | h    | ``
            [{"g":["a"]},{"h":["b"]}]       | h    | b
            [{"g":["a"],"h":["b"]}]         | h    | b
            [{"g":["a"]},{"g":["b"]}]       | g    | a,b
            [{"model":["a"]}]               | model | a
            []                              | any  | ``
            [{}]                            | any  | ``
            [{"g":[]}]                      | g    | ``
            ["a\\u0062"]                    | any  | ab
            """)
    void groupsTakeOverInTheirOrder(String fallbacks, String group, String names) throws InvalidRequestException {
        FallbackTable table = routing("\"fallbacks\":" + fallbacks).fallbacks();

        assertThat(table).isNotNull();
        assertThat(String.join(",", table.of(group))).isEqualTo(names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\"",
                "7",
                "{\"g\":[\"a\"]}",
                "[7]",
                "[null]",
                "[[\"a\"]]",
                "[{\"g\":\"a\"}]",
                "[{\"g\":[7]}]",
                "[{\"g\":[null]}]",
                "[{\"model\":7}]",
                "[{\"model\":\"a\",\"timeout\":5}]",
                "[{\"model\":\"a\",\"g\":[\"b\"]}]",
                "[{\"g\":[\"b\"],\"model\":\"a\"}]",
            })
    void whatNamesNoGroupsIsRefused(String fallbacks) {
        for (String name : List.of("fallbacks", "context_window_fallbacks", "content_policy_fallbacks")) {
            assertThatThrownBy(() -> routing("\"" + name + "\":" + fallbacks))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessage("Invalid '" + name
                            + "': expected a list of model groups: names, {\"model\": name}, or {group: [names]}.");
        }
    }

    @Test
    void eachKindOfFallbackIsKeptApart() throws InvalidRequestException {
        CallerRouting routing = routing(
                "\"fallbacks\":[\"a\"],\"context_window_fallbacks\":[\"b\"]," + "\"content_policy_fallbacks\":[\"c\"]");

        assertThat(routing.named()).containsExactly("a", "b", "c");
        assertThat(routing.contextWindowFallbacks()).isNotNull();
        assertThat(routing.contextWindowFallbacks().of("any")).containsExactly("b");
        assertThat(routing.contentPolicyFallbacks()).isNotNull();
        assertThat(routing.contentPolicyFallbacks().of("any")).containsExactly("c");
        assertThat(routing("\"fallbacks\":null").fallbacks()).isNull();
    }

    @Test
    void thereAreAtMostAsManyAsIsDocumented() throws InvalidRequestException {
        String most = IntStream.range(0, 4096).mapToObj(i -> "\"g\"").collect(Collectors.joining(","));

        assertThat(routing("\"fallbacks\":[" + most + "]").fallbacks()).isNotNull();
        assertThatThrownBy(() -> routing("\"fallbacks\":[" + most + ",\"g\"]"))
                .hasMessage("Invalid 'fallbacks': expected at most 4096 entries.");
        assertThatThrownBy(() -> routing("\"fallbacks\":[{\"a\":[" + most + ",\"g\"]}]"))
                .hasMessage("Invalid 'fallbacks': expected at most 4096 entries.");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "null, false"})
    void aCallMayStayInItsGroup(String value, boolean stays) throws InvalidRequestException {
        assertThat(routing("\"disable_fallbacks\":" + value).stays()).isEqualTo(stays);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "[]", "{}"})
    void whetherItStaysIsTrueOrFalse(String value) {
        assertThatThrownBy(() -> routing("\"disable_fallbacks\":" + value))
                .hasMessage("Invalid 'disable_fallbacks': expected a boolean.");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"0, 0", "7, 7", "99, 99", "null, null"})
    void aCallMaySayHowOftenItIsTriedAgain(String value, @Nullable Integer retries) throws InvalidRequestException {
        assertThat(scan("\"num_retries\":" + (value == null ? "null" : value)).retries())
                .isEqualTo(retries);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "-1", "1.0", "1e1", "\"3\"", "true", "[]", "{}"})
    void howOftenIsAWholeNumber(String value) {
        assertThatThrownBy(() -> scan("\"num_retries\":" + value))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Invalid 'num_retries': expected a whole number from 0 to 99.");
    }

    @Test
    void aRequestThatSaysNothingLeavesItToTheConfiguration() throws InvalidRequestException {
        assertThat(routing("\"n\":1")).isEqualTo(CallerRouting.NONE);
        assertThat(CallerRouting.NONE.named()).isEmpty();
    }

    private static CallerRouting routing(String fields) throws InvalidRequestException {
        return scan(fields).routing();
    }

    private static RequestScan scan(String fields) throws InvalidRequestException {
        return RequestScan.of(Slice.of("{\"model\":\"m\"," + fields + "}"));
    }
}
