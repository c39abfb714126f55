package io.callstream.conformance.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import io.callstream.conformance.judged.GatewayTarget;
import io.callstream.conformance.judged.Judged;
import io.callstream.conformance.judged.OnlyGateway;
import io.callstream.conformance.judged.Ratchet;
import io.callstream.conformance.judged.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What only a gateway answers of its own accord, and its answers' extra headers. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(OnlyGateway.class)
@ExtendWith(Ratchet.class)
class GatewayTest implements Judged {
    private final Target target;
    private final OpenAIClient client;
    private final HttpClient http = HttpClient.newHttpClient();

    GatewayTest(Target target) {
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
    void refusesAModelItDoesNotKnow() {
        NotFoundException unknown = failure(NotFoundException.class, "never-heard-of");

        assertThat(unknown.code()).contains("model_not_found");
        assertThat(target.received("never-heard-of")).isEmpty();
    }

    @Test
    void reportsAProviderThatDoesNotAnswerInTime() {
        assertThat(failure(InternalServerException.class, "sim-hang").statusCode())
                .isEqualTo(504);
    }

    @Test
    void reportsAProviderThatCannotBeReached() {
        assertThat(failure(InternalServerException.class, GatewayTarget.UNREACHABLE_MODEL)
                        .statusCode())
                .isIn(502, 503);
    }

    @Test
    void reportsAProviderThatHangsUp() {
        assertThat(failure(InternalServerException.class, "sim-cut").statusCode())
                .isIn(502, 503);
    }

    @Test
    void refusesWhatIsNotJson() throws IOException, InterruptedException {
        HttpResponse<String> refused = post("/v1/chat/completions", "{\"model\": ");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"error\"").contains("invalid_request_error");
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException, InterruptedException {
        String large = "{\"model\":\"sim-text\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + "x".repeat(GatewayTarget.MAX_BODY_BYTES) + "\"}]}";

        HttpResponse<String> refused = post("/v1/chat/completions", large);

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("\"error\"");
    }

    @Test
    void answersWithoutTheVersionInThePathToo() throws IOException, InterruptedException {
        String body = "{\"model\":\"sim-text\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

        assertThat(post("/chat/completions", body).statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhichCallItWasAndWhatItCost() {
        try (HttpResponseFor<ChatCompletion> response = client.chat()
                .completions()
                .withRawResponse()
                .create(Clients.ask("gpt-4o-mini").build())) {
            String callId = response.headers().values("x-callstream-call-id").get(0);

            assertThat(callId).hasSize(36);
            assertThat(response.headers().values("x-litellm-call-id")).containsExactly(callId);
            assertThat(response.headers().values("x-litellm-model-id")).hasSize(1);
            assertThat(Double.parseDouble(
                            response.headers().values("x-litellm-response-cost").get(0)))
                    .isPositive();
        }
    }

    private <T extends OpenAIServiceException> T failure(Class<T> type, String model) {
        T failure = catchThrowableOfType(
                type,
                () -> client.chat().completions().create(Clients.ask(model).build()));
        assertThat(failure).isNotNull();
        return failure;
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(target.baseUrl()).resolve(path))
                .header("Authorization", "Bearer " + target.apiKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
