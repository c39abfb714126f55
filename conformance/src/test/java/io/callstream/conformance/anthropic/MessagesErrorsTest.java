package io.callstream.conformance.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.PermissionDeniedException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.models.messages.RawMessageStreamEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MessagesConformance
class MessagesErrorsTest extends MessagesJudge {
    MessagesErrorsTest(Place place) {
        super(place);
    }

    @Test
    void refusesAWrongKey() {
        AnthropicClient stranger = place.client("sk-wrong");
        try {
            UnauthorizedException refused = failure(
                    UnauthorizedException.class,
                    () -> stranger.messages().create(place.ask("text").build()));

            assertThat(type(refused)).isEqualTo("authentication_error");
        } finally {
            stranger.close();
        }
    }

    @Test
    void knowsOnlyItsModels() {
        assertThat(type(asked(NotFoundException.class, "no-such-model"))).isEqualTo("not_found_error");
    }

    @Test
    void passesOnTheRateLimit() {
        RateLimitException limited = asked(RateLimitException.class, "429-7s");

        assertThat(type(limited)).isEqualTo("rate_limit_error");
        assertThat(limited.headers().values("retry-after")).containsExactly("7");
    }

    @Test
    void passesOnRefusals() {
        assertThat(type(asked(BadRequestException.class, "400"))).isEqualTo("invalid_request_error");
        assertThat(type(asked(PermissionDeniedException.class, "403"))).isEqualTo("permission_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "503", "529"})
    void passesOnServerErrors(String status) {
        InternalServerException failed = asked(InternalServerException.class, status);

        assertThat(failed.statusCode()).hasToString(status);
        assertThat(type(failed)).isIn("api_error", "overloaded_error");
    }

    @Test
    void anErrorBeforeAStreamIsNone() {
        RateLimitException limited = failure(RateLimitException.class, () -> {
            try (StreamResponse<RawMessageStreamEvent> stream =
                    client.messages().createStreaming(place.ask("429-7s").build())) {
                stream.stream().forEach(RawMessageStreamEvent::validate);
            }
        });

        assertThat(type(limited)).isEqualTo("rate_limit_error");
    }

    private <T extends AnthropicServiceException> T asked(Class<T> type, String model) {
        return failure(type, () -> client.messages().create(place.ask(model).build()));
    }

    private static String type(AnthropicServiceException failure) {
        return failure.errorType().orElseThrow().asString();
    }

    private static <T extends AnthropicServiceException> T failure(Class<T> type, Runnable call) {
        T failure = catchThrowableOfType(type, call::run);
        assertThat(failure).isNotNull();
        return failure;
    }
}
