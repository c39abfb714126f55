package io.callstream.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What LiteLLM's classes of errors are here, alone and beside a status. */
class LitellmErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "RateLimitError,              RATE_LIMITED",
        "ContextWindowExceededError,  CONTEXT_WINDOW_EXCEEDED",
        "Timeout,                     PROVIDER_TIMEOUT",
        "ratelimiterror,",
        "litellm.RateLimitError,",
        "'',",
    })
    void aClassHasItsKindOrSaysNothing(String name, @Nullable GatewayError kind) {
        assertThat(LitellmErrors.of(name)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "0,   RateLimitError,             RATE_LIMITED",
        "0,   Unheard,                    PROVIDER_ERROR",
        "400, ContextWindowExceededError, CONTEXT_WINDOW_EXCEEDED",
        "400, Unheard,                    PROVIDER_REJECTED",
        "404, ContentPolicyViolationError, CONTENT_POLICY_VIOLATION",
        "429, BadRequestError,            RATE_LIMITED",
        "401, RateLimitError,             PROVIDER_AUTHENTICATION",
        "500, APIConnectionError,         PROVIDER_UNREACHABLE",
        "500, Timeout,                    PROVIDER_ERROR",
        "503, ServiceUnavailableError,    PROVIDER_ERROR",
    })
    void whereTheStatusSaysTooLittleTheClassDecides(int status, String name, GatewayError kind) {
        assertThat(LitellmErrors.of(status, name)).isEqualTo(kind);
    }
}
