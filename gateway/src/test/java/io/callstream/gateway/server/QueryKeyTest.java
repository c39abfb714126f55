package io.callstream.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key that Gemini's clients put into the query: where it counts, and where something else does. */
class QueryKeyTest {
    private static HttpRequest request(String target) {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target);
    }

    @ParameterizedTest
    @CsvSource({
        "/gemini/v1beta/models?key=sk-1",
        "/gemini/v1beta/models?alt=sse&key=sk-1",
        "/gemini/v1beta/models?key=sk-0&key=sk-1",
        "/gemini/v1beta/models?key=sk%2D1",
        "//gemini/v1beta/models?key=sk-1",
        "/gemini//v1beta/models/?key=sk-1",
        "http://gateway:4000/gemini/v1beta/models?key=sk-1",
    })
    void aKeyInTheQueryIsReadAsIfItStoodInTheHeader(String target) {
        HttpRequest request = request(target);
        QueryKey.intoHeader(request);

        assertThat(request.headers().get("x-goog-api-key")).isEqualTo("sk-1");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models?key=sk-1",
        "/geminis/v1?key=sk-1",
        "/gemini?key=sk-1",
        "/openai/gemini/v1?key=sk-1",
        "/gemini/v1beta/models",
        "/gemini/v1beta/models?",
        "/gemini/v1beta/models?keys=sk-1",
        "/gemini/v1beta/models?monkey=sk-1",
        "/gemini/v1beta/models?key=",
        "/gemini/v1beta/models?key=sk%201",
        "/gemini/v1beta/models?key=sk%0d%0ax:y",
        "/gemini/v1beta/models?key=%C3%A4",
        "/gemini/v1beta/models?key=sk-1%zz",
        "/gemini/v1beta/models#?key=sk-1",
    })
    void whatIsNoSuchKeyIsNone(String target) {
        HttpRequest request = request(target);
        QueryKey.intoHeader(request);

        assertThat(request.headers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"x-goog-api-key, sk-2", "X-Goog-Api-Key, sk-2", "authorization, Bearer sk-2"})
    void aKeyInAHeaderComesBeforeIt(String name, String value) {
        HttpRequest request = request("/gemini/v1beta/models?key=sk-1");
        request.headers().set(name, value);
        QueryKey.intoHeader(request);

        assertThat(request.headers().entries()).hasSize(1);
        assertThat(request.headers().get(name)).isEqualTo(value);
    }
}
