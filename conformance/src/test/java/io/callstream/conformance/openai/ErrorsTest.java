package io.callstream.conformance.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnprocessableEntityException;
import io.callstream.conformance.judged.Judged;
import io.callstream.conformance.judged.Target;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Conformance
class ErrorsTest implements Judged {
    private final Target target;
    private final OpenAIClient client;

    ErrorsTest(Target target) {
        this.target = target;
        this.client = Clients.of(target);
    }

    @Override
    public Target target() {
        return target;
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void refusesARequestWithoutMessages() {
        BadRequestException refused = failure(
                BadRequestException.class,
                () -> client.chat()
                        .completions()
                        .create(Clients.ask("sim-text")
                                .putAdditionalBodyProperty("messages", JsonValue.from(List.of()))
                                .build()));

        assertThat(refused.type()).contains("invalid_request_error");
    }

    @Test
    void refusesAWrongKey() {
        OpenAIClient stranger = Clients.of(target, "sk-wrong", 0);
        try {
            UnauthorizedException refused = failure(UnauthorizedException.class, () -> ask(stranger, "sim-text"));

            // A gateway that keeps keys tells LiteLLM's clients what LiteLLM does.
            boolean gateway = target.name().equals("gateway");
            assertThat(gateway ? refused.type() : refused.code())
                    .contains(gateway ? "token_not_found_in_db" : "invalid_api_key");
        } finally {
            stranger.close();
        }
    }

    @Test
    void knowsOnlyItsModels() {
        NotFoundException unknown = failure(NotFoundException.class, () -> ask(client, "sim-no-such-model"));

        assertThat(unknown.code()).contains("model_not_found");
    }

    @Test
    void passesOnTheRateLimit() {
        int before = target.received("sim-429-7s").size();

        RateLimitException limited = failure(RateLimitException.class, () -> ask(client, "sim-429-7s"));

        assertThat(limited.headers().values("retry-after")).containsExactly("7");
        assertThat(limited.code()).contains("rate_limit_exceeded");
        assertThat(target.received("sim-429-7s")).hasSize(before + 1);
    }

    @Test
    void letsTheClientRetryARateLimit() {
        OpenAIClient patient = Clients.of(target, target.apiKey(), 2);
        try {
            int before = target.received("sim-flaky-2").size();

            assertThat(ask(patient, "sim-flaky-2")).isNotEmpty();

            assertThat(target.received("sim-flaky-2")).hasSize(before + 3);
        } finally {
            patient.close();
        }
    }

    @Test
    void passesOnClientErrorsOfTheProvider() {
        assertThat(failure(BadRequestException.class, () -> ask(client, "sim-400"))
                        .param())
                .contains("messages[0].content");
        failure(PermissionDeniedException.class, () -> ask(client, "sim-403"));
        failure(UnprocessableEntityException.class, () -> ask(client, "sim-422"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim-500", "sim-502", "sim-503", "sim-504"})
    void passesOnServerErrorsOfTheProvider(String model) {
        InternalServerException failed = failure(InternalServerException.class, () -> ask(client, model));

        assertThat("sim-" + failed.statusCode()).isEqualTo(model);
        assertThat(failed.type()).contains("server_error");
    }

    @Test
    void passesOnAnErrorBeforeAStream() {
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .createStreaming(Clients.ask("sim-503").build())
                        .close())
                .isInstanceOf(InternalServerException.class);
    }

    @Test
    void reportsAConnectionTheProviderCut() {
        assertThatThrownBy(() -> ask(client, "sim-cut")).isInstanceOf(OpenAIException.class);
        assertThatThrownBy(() -> ask(client, "sim-cut-midstream")).isInstanceOf(OpenAIException.class);
    }

    private static String ask(OpenAIClient client, String model) {
        return client.chat()
                .completions()
                .create(Clients.ask(model).build())
                .choices()
                .get(0)
                .message()
                .content()
                .orElse("");
    }

    private static <T extends OpenAIServiceException> T failure(Class<T> type, Runnable call) {
        T failure = catchThrowableOfType(type, call::run);
        assertThat(failure).isNotNull();
        return failure;
    }
}
