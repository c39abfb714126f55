package io.callstream.conformance.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import io.callstream.conformance.judged.Judged;
import io.callstream.conformance.judged.OnlyGateway;
import io.callstream.conformance.judged.Ratchet;
import io.callstream.conformance.judged.Target;
import io.callstream.json.JsonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Responses API: of a model of chats, and of one that speaks it itself. */
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(OnlyGateway.class)
@ExtendWith(Ratchet.class)
class ResponsesTest implements Judged {
    private final Target target;
    private final OpenAIClient client;

    ResponsesTest(Target target) {
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

    private static ResponseCreateParams.Builder ask(String model) {
        return ResponseCreateParams.builder().model(model).input("What is the weather in Zürich?");
    }

    private static String text(Response response) {
        return response.output()
                .get(0)
                .asMessage()
                .content()
                .get(0)
                .asOutputText()
                .text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim-text", "sim-native"})
    void answersPlainly(String model) {
        Response response = client.responses().create(ask(model).build());

        assertThat(text(response)).isNotEmpty();
        assertThat(response.status()).contains(ResponseStatus.COMPLETED);
        assertThat(response.usage().orElseThrow().outputTokens()).isEqualTo(12);
        response.validate();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim-text", "sim-native"})
    void streamsWhatItAnswersPlainly(String model) {
        ResponseAccumulator whole = ResponseAccumulator.create();
        StringBuilder pieces = new StringBuilder();
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().createStreaming(ask(model).build())) {
            stream.stream().forEach(event -> {
                event.validate();
                whole.accumulate(event);
                event.outputTextDelta().ifPresent(delta -> pieces.append(delta.delta()));
            });
        }

        assertThat(text(whole.response())).isEqualTo(pieces.toString()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim-text", "sim-native"})
    void stopsAtTheTokenLimit(String model) {
        Response response =
                client.responses().create(ask(model).maxOutputTokens(2).build());

        assertThat(response.status()).contains(ResponseStatus.INCOMPLETE);
        assertThat(response.incompleteDetails()
                        .orElseThrow()
                        .reason()
                        .orElseThrow()
                        .asString())
                .isEqualTo("max_output_tokens");
    }

    @Test
    void callsFunctionsAndTakesTheirResults() {
        FunctionTool weather = FunctionTool.builder()
                .name("weather")
                .strict(false)
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build())
                .build();
        Response called =
                client.responses().create(ask("sim-tools").addTool(weather).build());

        ResponseOutputItem item = called.output().get(0);
        assertThat(item.asFunctionCall().name()).isEqualTo("weather");
        called.validate();
    }

    @Test
    void goesOnFromAnAnswer() {
        Response first = client.responses().create(ask("sim-text").build());
        Response second = client.responses()
                .create(ResponseCreateParams.builder()
                        .model("sim-text")
                        .input("And tomorrow?")
                        .previousResponseId(first.id())
                        .build());

        assertThat(second.previousResponseId()).contains(first.id());
        assertThat(target.received("sim-text").stream()
                        .filter(call -> call.requestText().contains("And tomorrow?")))
                .isNotEmpty()
                .allSatisfy(
                        call -> assertThat(call.requestText()).contains("""
                        "messages":[{"role":"user","content":"What is the weather in Zürich?"},\
                        {"role":"assistant","content":%s},{"role":"user","content":"And tomorrow?"}]\
                        """.formatted(JsonText.quoted(text(first)))));
        assertThat(client.responses().retrieve(first.id()).id()).isEqualTo(first.id());
        assertThat(client.responses().inputItems().list(first.id()).items()).hasSize(1);
    }

    @Test
    void forgetsWhatIsDeleted() {
        String id = client.responses().create(ask("sim-text").build()).id();
        client.responses().delete(id);

        assertThat(catchThrowableOfType(
                                NotFoundException.class,
                                () -> client.responses().retrieve(id))
                        .code())
                .contains("response_not_found");
        assertThat(catchThrowableOfType(
                                BadRequestException.class,
                                () -> client.responses()
                                        .create(ask("sim-text")
                                                .previousResponseId(id)
                                                .build()))
                        .code())
                .contains("previous_response_not_found");
    }

    @Test
    void aChatIsAnsweredByAModelThatSpeaksOnlyThis() {
        List<String> contents =
                client
                        .chat()
                        .completions()
                        .create(Clients.ask("sim-responses-only").build())
                        .choices()
                        .stream()
                        .map(choice -> choice.message().content().orElseThrow())
                        .toList();

        assertThat(contents).singleElement().asString().isNotEmpty();
    }
}
