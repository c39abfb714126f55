package io.callstream.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The codes by which providers say what is wrong, where their status says less, or nothing. */
class ProviderCodesTest {
    @ParameterizedTest
    @CsvSource({
        "rate_limit_exceeded,      429",
        "Rate-Limit-Exceeded,      429",
        "'rate limit exceeded',    429",
        "' insufficient_quota ',   429",
        "RESOURCE_EXHAUSTED,       429",
        "throttling_exception,     429",
        "invalid_api_key,          401",
        "UNAUTHENTICATED,          401",
        "authentication_error,     401",
        "permission_denied,        403",
        "invalid_request_error,    400",
        "BadRequestError,          400",
        "INVALID_ARGUMENT,         400",
        "context_length_exceeded,  400",
        "content_filter,           400",
        "ResponsibleAIPolicyViolation, 400",
        "model_not_found,          404",
        "NOT_FOUND,                404",
        "timeout_error,            408",
        "overloaded_error,         503",
        "UNAVAILABLE,              503",
        "server_error,             500",
        "api_error,                500",
        "InternalServerError,      500",
    })
    void aWordStandsForAStatus(String code, int status) {
        assertThat(ProviderCodes.status(code)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "429,            429",
        "' 429 ',        429",
        "429.0,          429",
        "429 Too many,   429",
        "400,            400",
        "599,            599",
        "399,            0",
        "600,            0",
        "200,            0",
        "0,              0",
        "-429,           0",
        "4290,           0",
        "999999999,      0",
        "9999999999,     0",
        "99999999999999999999, 0",
        "'',             0",
        "'   ',          0",
        "no_such_code,   0",
        "rate_limit,     0",
    })
    void aNumberStandsForItselfAndWhatNobodyKnowsForNothing(String code, int status) {
        assertThat(ProviderCodes.status(code)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "context_length_exceeded,        CONTEXT_WINDOW_EXCEEDED",
        "Context-Length-Exceeded,        CONTEXT_WINDOW_EXCEEDED",
        "model_context_window_exceeded,  CONTEXT_WINDOW_EXCEEDED",
        "exceed_context_size_error,      CONTEXT_WINDOW_EXCEEDED",
        "string_above_max_length,        CONTEXT_WINDOW_EXCEEDED",
        "content_policy_violation,       CONTENT_POLICY_VIOLATION",
        "content_filter,                 CONTENT_POLICY_VIOLATION",
        "ResponsibleAIPolicyViolation,   CONTENT_POLICY_VIOLATION",
        "data_inspection_failed,         CONTENT_POLICY_VIOLATION",
        "moderation_blocked,             CONTENT_POLICY_VIOLATION",
        "invalid_request_error,",
        "400,",
        "'',",
    })
    void someSayWhichRefusalItIs(String code, @Nullable GatewayError refusal) {
        assertThat(ProviderCodes.refusal(code)).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "-0",
                "00",
                "0.0",
                "0.",
                "200",
                "204",
                "299",
                "ok",
                "OK",
                " Success ",
                "succeeded",
                "null",
                "none"
            })
    void someSayThatAllIsWell(String code) {
        assertThat(ProviderCodes.harmless(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "300", "20", "2000", "0x0", "400", "okay", "not ok", "error", "0.1", "2xx"})
    void othersDoNot(String code) {
        assertThat(ProviderCodes.harmless(code)).isFalse();
    }

    @Property(tries = 200)
    void noCodeBreaksIt(@ForAll String code) {
        int status = ProviderCodes.status(code);

        assertThat(status == 0 || status >= 400 && status <= 599).isTrue();
    }
}
