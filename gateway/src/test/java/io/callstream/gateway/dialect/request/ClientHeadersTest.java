package io.callstream.gateway.dialect.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.ForwardedHeaders;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of its client's headers a provider hears of: never a key, a cookie, or who is asking from where. */
class ClientHeadersTest {
    private static final ForwardedHeaders OWN = new ForwardedHeaders(true, "x-our-key");

    private static HttpHeaders one(String name) {
        return new DefaultHttpHeaders(false).add(name, "v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization",
                "Proxy-Authorization",
                "api-key",
                "X-Api-Key",
                "x-goog-api-key",
                "ocp-apim-subscription-key",
                "cookie",
                "host",
                "content-length",
                "content-type",
                "content-encoding",
                "transfer-encoding",
                "accept-encoding",
                "connection",
                "keep-alive",
                "te",
                "trailer",
                "upgrade",
                "expect",
                "traceparent",
                "tracestate",
                "origin",
                "referer",
                "forwarded",
                "via",
                "x-forwarded-for",
                "X-Forwarded-Host",
                "x-real-ip",
                "x-client-ip",
                "x-amz-security-token",
                "x-litellm-api-key",
                "x-litellm-tags",
                "proxy-connection",
                "sec-fetch-mode",
                "access-control-request-method",
                "x-our-key"
            })
    void theseGoNowhere(String name) {
        assertThat(ClientHeaders.of(one(name), true, OWN)).isEmpty();
        assertThat(ClientHeaders.of(one(name), false, OWN)).isEmpty();
        assertThat(ClientHeaders.own(one(name), OWN)).isEmpty();
    }

    /** By columns: passed on, passed on with all that is harmless, passed on with the client's own, and written anew with these. */
    @ParameterizedTest
    @CsvSource({
        "accept,              true,  true, true,  false",
        "anthropic-version,   true,  true, true,  false",
        "anthropic-beta,      true,  true, true,  true",
        "openai-beta,         true,  true, true,  false",
        "openai-organization, true,  true, true,  false",
        "openai-project,      true,  true, true,  false",
        "idempotency-key,     true,  true, true,  false",
        "X-Request-Id,        true,  true, true,  true",
        "x-team,              false, true, true,  true",
        "x-stainless-lang,    false, true, false, false",
        "x-amz-date,          false, true, false, false",
        "user-agent,          false, true, false, false",
        "accept-language,     false, true, false, false",
    })
    void othersGoAlongByTheirKind(String name, boolean known, boolean all, boolean own, boolean anew) {
        String lower = name.toLowerCase(Locale.ROOT);

        assertThat(ClientHeaders.of(one(name), false, ForwardedHeaders.NONE).containsKey(lower))
                .isEqualTo(known);
        assertThat(ClientHeaders.of(one(name), true, ForwardedHeaders.NONE).containsKey(lower))
                .isEqualTo(all);
        assertThat(ClientHeaders.of(one(name), false, OWN).containsKey(lower)).isEqualTo(own);
        assertThat(ClientHeaders.own(one(name), OWN).containsKey(lower)).isEqualTo(anew);
    }

    @Test
    void aHeaderThatComesTwiceIsOneLine() {
        HttpHeaders twice = new DefaultHttpHeaders().add("Anthropic-Beta", "a").add("anthropic-beta", "b");

        assertThat(ClientHeaders.of(twice, false, ForwardedHeaders.NONE))
                .containsExactly(Map.entry("anthropic-beta", "a, b"));
    }

    /** Also where it has a name that is known otherwise. */
    @Test
    void theKeysOwnHeaderGoesNowhereWhateverItIsCalled() {
        ForwardedHeaders key = new ForwardedHeaders(false, "idempotency-key");

        assertThat(ClientHeaders.of(one("idempotency-key"), true, key)).isEmpty();
    }
}
