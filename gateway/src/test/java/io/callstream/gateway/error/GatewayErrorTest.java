package io.callstream.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What errors are, and how they are said to clients, events and metrics. */
class GatewayErrorTest {
    @ParameterizedTest
    @CsvSource({
        "400, PROVIDER_REJECTED",
        "401, PROVIDER_AUTHENTICATION",
        "402, PROVIDER_REJECTED",
        "403, PROVIDER_AUTHENTICATION",
        "404, PROVIDER_REJECTED",
        "408, PROVIDER_TIMEOUT",
        "409, PROVIDER_CONFLICT",
        "413, PROVIDER_REJECTED",
        "418, PROVIDER_REJECTED",
        "422, PROVIDER_REJECTED",
        "424, PROVIDER_ERROR",
        "429, RATE_LIMITED",
        "451, PROVIDER_REJECTED",
        "499, PROVIDER_REJECTED",
        "500, PROVIDER_ERROR",
        "501, PROVIDER_ERROR",
        "502, PROVIDER_ERROR",
        "503, PROVIDER_ERROR",
        "504, PROVIDER_TIMEOUT",
        "520, PROVIDER_ERROR",
        "529, PROVIDER_ERROR",
        "599, PROVIDER_ERROR",
        "999, PROVIDER_ERROR",
    })
    void aProvidersStatusHasItsKind(int status, GatewayError kind) {
        assertThat(GatewayError.ofProviderStatus(status)).isEqualTo(kind);
    }

    @Property(tries = 100)
    void everyStatusIsTheProvidersDoing(@ForAll @IntRange(min = 400, max = 599) int status) {
        assertThat(GatewayError.ofProviderStatus(status).origin().isProviders()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(GatewayError.class)
    void whatIsSaidOfAnErrorFitsTogether(GatewayError error) {
        assertThat(error.tag()).matches("[a-z][a-z_]*");
        assertThat(error.meaning()).matches("(?s)[A-Z].*\\.");
        assertThat(error.code()).isNotBlank();
        assertThat(error.type()).matches("[a-z_]+");
        if (error.httpStatus() != 0) {
            assertThat(error.httpStatus()).isBetween(400, 599);
            assertThat(error.httpStatus() >= 500 && error.httpStatus() != 501)
                    .as("5xx may be tried again")
                    .isEqualTo(error.retryable() && error.httpStatus() >= 500);
        }
    }

    @Test
    void everyTagIsOnesOwn() {
        assertThat(Arrays.stream(GatewayError.values()).map(GatewayError::tag)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "OVERLOADED, true",
        "TOO_MANY_CONNECTIONS, true",
        "SHUTTING_DOWN, true",
        "NOT_RECORDED, true",
        "STATE_UNAVAILABLE, true",
        "HOOK_FAILED, true",
        "RATE_LIMITED, false",
        "PROVIDER_ERROR, false",
        "STAGE_TIMEOUT, false",
        "INVALID_REQUEST, false",
        "CALLS_NOT_KEPT, false",
    })
    void whatMayBeOverInASecondSaysSo(GatewayError error, boolean passes) {
        assertThat(error.passes()).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({"CLIENT, client, false", "GATEWAY, gateway, false", "PROVIDER, provider, true", "NETWORK, network, true"
    })
    void somebodyHasCausedIt(Origin origin, String word, boolean providers) {
        assertThat(origin.word()).isEqualTo(word);
        assertThat(origin.isProviders()).isEqualTo(providers);
    }

    private static String body(CallError error) {
        return new String(ErrorBody.of(error), StandardCharsets.UTF_8);
    }

    @Test
    void aBodyIsThatOfOpenAi() {
        assertThat(body(new CallError(GatewayError.MODEL_NOT_FOUND, "no `m`", "model")))
                .isEqualTo("{\"error\":{\"message\":\"no `m`\",\"type\":\"invalid_request_error\",\"param\":\"model\","
                        + "\"code\":\"model_not_found\"}}");
        assertThat(body(new CallError(GatewayError.LIMIT_EXCEEDED, "")))
                .isEqualTo(
                        "{\"error\":{\"message\":\"\",\"type\":\"throttling_error\",\"param\":null,\"code\":\"429\"}}");
    }

    @ParameterizedTest
    @CsvSource({"'a\"b', 'a\\\"b'", "'a\\b', 'a\\\\b'", "'a\nb', 'a\\u000ab'", "ä\u20ac, ä\u20ac", "'\u0001', '\\u0001'"
    })
    void whatItQuotesIsEscaped(String said, String written) {
        assertThat(body(new CallError(GatewayError.INVALID_REQUEST, said, said)))
                .contains("\"message\":\"" + written + "\"", "\"param\":\"" + written + "\"");
    }

    @Test
    void theEventHoldsWhatTheClientIsToldUnlessAnotherIsSaid() {
        assertThat(new CallError(GatewayError.INVALID_REQUEST, "told").recorded())
                .isEqualTo("told");
        assertThat(new CallError(GatewayError.INVALID_REQUEST, "told", "p").recorded())
                .isEqualTo("told");
        assertThat(new CallError(GatewayError.INVALID_REQUEST, "told", "p", "kept").recorded())
                .isEqualTo("kept");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o,                gpt-4o",
        "ä \u4e2d \ud83d\ude00, ä \u4e2d \ud83d\ude00",
        "'a\nb',                a\\u000ab",
        "'a\u001b[2Jb',         a\\u001b[2Jb",
        "'a\u202eb',            a\\u202eb",
        "'a\u200bb',            a\\u200bb",
        "'a\u2028b',            a\\u2028b",
        "'a\u2029b',            a\\u2029b",
        "'a\ue000b',            a\\ue000b",
        "'a\u0378b',            a\\u0378b",
        "'',                    ''",
    })
    void shownTextMovesNoCursorAndTurnsNothingAround(String text, String shown) {
        assertThat(ShownText.of(text)).isEqualTo(shown);
    }

    @Test
    void halfACharacterIsShownAsWhatItIs() {
        assertThat(ShownText.of("a\ud83d")).isEqualTo("a\\ud83d");
        assertThat(ShownText.of("\ude00")).isEqualTo("\\ude00");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 199, 200})
    void aTextOf200CharactersIsShownWhole(int length) {
        assertThat(ShownText.of("x".repeat(length))).isEqualTo("x".repeat(length));
    }

    @Test
    void ofALongerOneTheBeginningIsShown() {
        assertThat(ShownText.of("x".repeat(201))).isEqualTo("x".repeat(200) + "...");
        assertThat(ShownText.of("x".repeat(199) + "\ud83d\ude00" + "y")).isEqualTo("x".repeat(199) + "\ud83d\ude00...");
    }

    @Property(tries = 200)
    void noTextBreaksIt(@ForAll String text) {
        assertThat(ShownText.of(text).codePoints()).noneMatch(Character::isISOControl);
    }
}
