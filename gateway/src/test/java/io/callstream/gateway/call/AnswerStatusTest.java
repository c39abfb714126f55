package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statuses an answer can have, and what is told of a redirect: where to, and nothing that may be secret. */
class AnswerStatusTest {
    private static final HttpHeaders NONE = new DefaultHttpHeaders();

    private static String redirected(String location) {
        HttpHeaders headers = new DefaultHttpHeaders().set("location", location);
        CallError wrong = Objects.requireNonNull(AnswerStatus.wrong(302, headers, false));
        return wrong.message();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 299, 400, 404, 429, 500, 599})
    void anAnswerMayHaveThese(int status) {
        assertThat(AnswerStatus.wrong(status, NONE, false)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 199, 204, 205, 300, 304, 399, 600, 999})
    void noAnswerOfAModelHasThese(int status) {
        CallError wrong = Objects.requireNonNull(AnswerStatus.wrong(status, NONE, false));

        assertThat(wrong.error()).isEqualTo(GatewayError.PROVIDER_PROTOCOL);
        assertThat(wrong.message())
                .isEqualTo("The provider answered with status " + status + ", which no answer to a call can have.");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205})
    void whatIsNoModelsMayAnswerWithNothing(int status) {
        assertThat(AnswerStatus.wrong(status, NONE, true)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example/v2/chat, https://other.example/v2/chat",
        "https://other.example:8443/v2, https://other.example:8443/v2",
        "https://user:pass@other.example/v2?key=sk-1#part, https://other.example/v2",
        "//other.example/v2, //other.example/v2",
        "/elsewhere, /elsewhere",
        "mailto:someone, ''",
        "http://[broken, an address that is none",
    })
    void aRedirectIsToldByWhereItGoes(String location, String place) {
        assertThat(redirected(location))
                .startsWith("The provider redirected the call (status 302) to " + place + ", which");
    }

    @Test
    void aLongPlaceIsToldByItsBeginning() {
        assertThat(redirected("/" + "x".repeat(199))).contains(" to /" + "x".repeat(199) + ", which");
        assertThat(redirected("/" + "x".repeat(200))).contains(" to /" + "x".repeat(199) + "…, which");
    }

    @Test
    void aGoodStatusWithALocationIsNoRedirect() {
        HttpHeaders headers = new DefaultHttpHeaders().set("location", "/made");

        assertThat(AnswerStatus.wrong(201, headers, false)).isNull();
        assertThat(Objects.requireNonNull(AnswerStatus.wrong(204, headers, false))
                        .message())
                .doesNotContain("redirected");
    }
}
