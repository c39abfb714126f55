package io.callstream.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keeps {@code docs/reference/errors.md} what the table is; {@code -Dgolden.update=true} writes it anew. */
class ErrorReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "errors.md");

    @Test
    void theReferenceIsTheTable() throws IOException {
        String expected = reference();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(REFERENCE.getParent());
            Files.writeString(REFERENCE, expected);
        }

        assertThat(REFERENCE).hasContent(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "400, PROVIDER_REJECTED",
        "401, PROVIDER_AUTHENTICATION",
        "403, PROVIDER_AUTHENTICATION",
        "404, PROVIDER_REJECTED",
        "408, PROVIDER_TIMEOUT",
        "429, RATE_LIMITED",
        "500, PROVIDER_ERROR",
        "503, PROVIDER_ERROR",
        "504, PROVIDER_TIMEOUT",
        "529, PROVIDER_ERROR"
    })
    void aProvidersStatusHasOneMeaning(int status, GatewayError error) {
        assertThat(GatewayError.ofProviderStatus(status)).isEqualTo(error);
    }

    @Test
    void theBodyIsOpenAisAndQuotesWhatItIsTold() {
        byte[] body = ErrorBody.of(new CallError(GatewayError.MODEL_NOT_FOUND, "no \"model\"\n\u0001\\ ä", "model"));

        assertThat(new String(body, StandardCharsets.UTF_8))
                .isEqualTo("{\"error\":{\"message\":\"no \\\"model\\\"\\u000a\\u0001\\\\ ä\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":\"model_not_found\"}}");
    }

    private static String reference() {
        StringBuilder text = new StringBuilder("""
            # Errors

            Generated from `GatewayError`, the gateway's one table of errors; a test keeps this page up to date.

            `error_code` is a column of failure events; `type` and `code` stand in the error body given to the client,
            `{"error": {"message", "type", "param", "code"}}`. Where the provider has answered with an error of its
            own, its status and body are passed on unchanged and the status below is not used.

            | error_code | status | type | code | origin | retryable | meaning |
            |---|---|---|---|---|---|---|
            """);
        for (GatewayError error : GatewayError.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %s | %s |%n",
                    error.name(),
                    error.httpStatus() == 0 ? "-" : error.httpStatus(),
                    error.type(),
                    error.code(),
                    error.origin().word(),
                    error.retryable() ? "yes" : "no",
                    error.meaning()));
        }
        return text.toString();
    }
}
