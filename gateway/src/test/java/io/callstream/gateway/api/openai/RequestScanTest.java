package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.error.GatewayError;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestScanTest {
    private static final String BODY = """
        { "model" : "gpt-4o", "messages":[{"role":"user","content":"model"}], "temperature":0.2,
          "stream":true, "stream_options": {"x":1,"include_usage": false}, "user":"u-1", "max_tokens": 5,
          "metadata":{"tags":["a","b"],"session_id":"s","n":7,"o":{"p":[1]},"langfuse_secret_key":"sk"},
          "tags":["b","c"], "no-log":true, "tools":[{}], "api_key":"sk-2"}\
        """;

    @Test
    void everythingTheGatewayNeedsIsFoundInOnePass() throws InvalidRequestException {
        RequestScan scan = RequestScan.of(Slice.of(BODY));

        assertThat(scan.model()).isEqualTo("gpt-4o");
        assertThat(scan.stream()).isTrue();
        assertThat(scan.includeUsage()).isFalse();
        assertThat(scan.user()).isEqualTo("u-1");
        assertThat(scan.sessionId()).isEqualTo("s");
        assertThat(scan.tags()).isEqualTo(List.of("a", "b", "c"));
        assertThat(scan.metadata()).isEqualTo(Map.of("session_id", "s", "n", "7", "o", "{\"p\":[1]}"));
        assertThat(scan.noLog()).isTrue();
        assertThat(text(scan.parameters())).isEqualTo("{\"temperature\":0.2,\"max_tokens\": 5}");
    }

    @Test
    void rangesPointAtWhatIsToBeReplaced() throws InvalidRequestException {
        RequestScan scan = RequestScan.of(Slice.of(BODY));

        assertThat(at(scan.modelRange())).isEqualTo("\"gpt-4o\"");
        assertThat(at(scan.includeUsageRange())).isEqualTo("false");
        assertThat(at(scan.streamOptionsRange())).isEqualTo("{\"x\":1,\"include_usage\": false}");
        assertThat(scan.streamOptionsHasFields()).isTrue();
        assertThat(scan.secrets()).extracting(RequestScanTest::at).containsExactly("\"sk\"", "\"sk-2\"");
        assertThat(BODY.charAt(scan.afterBrace() - 1)).isEqualTo('{');
    }

    @Test
    void litellmsSessionComesFirst() throws InvalidRequestException {
        RequestScan scan =
                RequestScan.of(Slice.of("{\"litellm_session_id\":\"a\",\"metadata\":{\"session_id\":\"b\"}}"));

        assertThat(scan.sessionId()).isEqualTo("a");
        assertThat(scan.model()).isNull();
        assertThat(scan.parameters()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                    | INVALID_JSON    |",
                "{\"model\":\"a\"} x                   | INVALID_JSON    |",
                "{\"model\":5}                         | INVALID_REQUEST | model",
                "{\"model\":\"a\",\"model\":\"b\"}     | INVALID_REQUEST | model",
                "{\"stream\":\"yes\"}                  | INVALID_REQUEST | stream",
                "{\"stream\":true,\"stream\":false}    | INVALID_REQUEST | stream",
                "{\"stream_options\":[]}               | INVALID_REQUEST | stream_options",
                "{\"stream_options\":{\"include_usage\":1}} | INVALID_REQUEST | stream_options.include_usage"
            })
    void whatCannotBeIsRefusedByName(String body, GatewayError error, @Nullable String param) {
        assertThatThrownBy(() -> RequestScan.of(Slice.of(body)))
                .isInstanceOfSatisfying(InvalidRequestException.class, refused -> {
                    assertThat(refused.error()).isEqualTo(error);
                    assertThat(refused.param()).isEqualTo(param);
                });
    }

    private static String at(@Nullable Range range) {
        return range == null ? "" : BODY.substring(range.from(), range.to());
    }

    private static String text(@Nullable Slice slice) {
        return slice == null ? "" : slice.text();
    }
}
