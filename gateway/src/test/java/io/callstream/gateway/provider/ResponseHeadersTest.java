package io.callstream.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients and events get of a provider's headers, and under which names. */
class ResponseHeadersTest {
    private static String written(String name, boolean itsBody, boolean ownLimits) {
        ByteBuf out = Unpooled.buffer();
        ResponseHeaders.write(out, new DefaultHttpHeaders().add(name, "v"), itsBody, ownLimits);
        String text = out.toString(StandardCharsets.US_ASCII);
        out.release();
        return text.strip().replace(": v\r\n", " ").replace(": v", "");
    }

    @ParameterizedTest
    @CsvSource({
        "x-odd,                         llm_provider-x-odd",
        "X-Odd,                         llm_provider-x-odd",
        "date,                          llm_provider-date",
        "retry-after,                   retry-after llm_provider-retry-after",
        "retry-after-ms,                retry-after-ms llm_provider-retry-after-ms",
        "x-should-retry,                x-should-retry llm_provider-x-should-retry",
        "x-request-id,                  x-request-id llm_provider-x-request-id",
        "openai-version,                openai-version llm_provider-openai-version",
        "x-ratelimit-limit-requests,    x-ratelimit-limit-requests llm_provider-x-ratelimit-limit-requests",
        "anthropic-ratelimit-tokens-remaining, x-ratelimit-remaining-tokens"
                + " llm_provider-anthropic-ratelimit-tokens-remaining",
        "anthropic-ratelimit-tokens-reset, llm_provider-anthropic-ratelimit-tokens-reset",
    })
    void allStandUnderTheProvidersNameAndSomeAsTheyAre(String name, String written) {
        assertThat(written(name, true, false)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connection",
                "Keep-Alive",
                "proxy-authenticate",
                "te",
                "trailer",
                "transfer-encoding",
                "upgrade",
                "content-length",
                "content-type",
                "set-cookie",
                "Set-Cookie2",
                "alt-svc",
                "strict-transport-security"
            })
    void whatIsAboutItsConnectionOrForBrowsersStays(String name) {
        assertThat(written(name, true, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"x-ratelimit-limit-requests", "anthropic-ratelimit-requests-limit"})
    void whereTheGatewayHasLimitsTheProvidersStandUnderItsNameOnly(String name) {
        assertThat(written(name, true, true)).isEqualTo("llm_provider-" + name);
        assertThat(written("retry-after", true, true)).startsWith("retry-after ");
    }

    @Test
    void theCodingGoesWithTheBody() {
        assertThat(written("Content-Encoding", true, false)).startsWith("content-encoding ");
        assertThat(written("Content-Encoding", false, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "X-Request-Id, x-request-id",
                "anthropic-ratelimit-requests-remaining, x-ratelimit-remaining-requests",
                "OpenAI-Organization, openai-organization",
                "content-encoding, content-encoding",
                "server, -",
                "set-cookie, -",
            })
    void eventsKeepIdsAndLimits(String name, @Nullable String kept) {
        HttpHeaders headers = new DefaultHttpHeaders().add(name, "v");

        assertThat(ResponseHeaders.recorded(headers)).isEqualTo(kept == null ? Map.of() : Map.of(kept, "v"));
    }
}
