package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.ObjectMappers;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.SseException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Anthropic's own client judges the fake: what it asks the fake has to hear, and what the fake answers it has to be content with. */
class AnthropicJudgeTest {
    private final FakeAnthropic fake = new FakeAnthropic();

    static Stream<Arguments> conversations() {
        return Conversation.NAMES.stream()
                .map(Conversation::named)
                .flatMap(each -> Stream.of(false, true).map(stream -> Arguments.of(each, stream)));
    }

    @ParameterizedTest(name = "{0}, stream: {1}")
    @MethodSource("conversations")
    void whatItAsksIsHeardAndWhatIsAnsweredItReads(Conversation conversation, boolean stream) {
        try (ServedFake served = new ServedFake(request -> fake.answer(request, conversation.answer()))) {
            Said said = asking(served, client -> said(ask(client, conversation, stream)));

            assertThat(fake.hear(served.request())).isEqualTo(conversation.heard());
            assertThat(said).isEqualTo(conversation.answer().said().read());
        }
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "429", "500", "529"})
    void errorsAreOfTheirKind(int status) {
        try (ServedFake served = new ServedFake(request -> fake.error(status, "no such luck"))) {
            AnthropicServiceException failure = catchThrowableOfType(
                    AnthropicServiceException.class,
                    () -> asking(served, client -> ask(client, Conversation.named("plain"), false)));

            assertThat(failure.statusCode()).isEqualTo(status);
            assertThat(failure.body().toString()).contains("no such luck");
            assertThat(failure.errorType()).isPresent();
        }
    }

    @Test
    void anErrorInAStreamIsOne() {
        Conversation conversation = Conversation.named("plain");
        try (ServedFake served = ServedFake.breaking(fake, conversation, "it broke")) {
            SseException failure = catchThrowableOfType(
                    SseException.class, () -> asking(served, client -> ask(client, conversation, true)));

            assertThat(failure.body().toString()).contains("it broke");
        }
    }

    @Test
    void whatIsNewInAStreamDoesNotDisturbIt() {
        Conversation conversation = Conversation.named("plain");
        try (ServedFake served = new ServedFake(request -> {
            FakeProvider.Reply whole = fake.answer(request, conversation.answer());
            List<byte[]> frames = Frames.of(whole);
            FakeProvider.Reply changed = new FakeProvider.Reply(200, whole.type(), frames.get(0)).with(fake.news());
            for (byte[] frame : frames.subList(1, frames.size())) {
                changed = changed.with(frame);
            }
            return changed;
        })) {
            Said said = asking(served, client -> said(stream(client, params(conversation), false)));

            assertThat(said).isEqualTo(conversation.answer().said());
        }
    }

    private static <T> T asking(ServedFake served, Function<AnthropicClient, T> question) {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(served.url())
                .apiKey("k-3")
                .maxRetries(0)
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return question.apply(client);
        } finally {
            client.close();
        }
    }

    private static Message ask(AnthropicClient client, Conversation conversation, boolean stream) {
        MessageCreateParams params = params(conversation);
        return stream
                ? stream(client, params, true)
                : client.messages().create(params).validate();
    }

    private static Message stream(AnthropicClient client, MessageCreateParams params, boolean allKnown) {
        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
            stream.stream()
                    .map(event -> allKnown ? event.validate() : event)
                    .filter(RawMessageStreamEvent::isValid)
                    .forEach(whole::accumulate);
        }
        return whole.message().validate();
    }

    /** In its own words, as its own types say them. */
    private static MessageCreateParams params(Conversation conversation) {
        JsonObject body = new JsonObject().with("model", "claude-sonnet-4-5");
        conversation.asked("messages").fields().forEach(body::with);
        try {
            return MessageCreateParams.builder()
                    .body(ObjectMappers.jsonMapper()
                            .readValue(body.toString(), MessageCreateParams.Body.class)
                            .validate())
                    .build();
        } catch (JsonProcessingException e) {
            throw new AssertionError("its own types do not take " + body, e);
        }
    }

    private static Said said(Message message) {
        List<Said.Use> tools = new ArrayList<>();
        for (ContentBlock block : message.content()) {
            block.toolUse().ifPresent(use -> tools.add(new Said.Use(use.name(), json(use._input()))));
        }
        String text =
                joined(message, block -> block.text().map(each -> each.text()).orElse(""));
        String thought = joined(
                message, block -> block.thinking().map(each -> each.thinking()).orElse(""));
        long prompt = message.usage().inputTokens()
                + message.usage().cacheReadInputTokens().orElse(0L)
                + message.usage().cacheCreationInputTokens().orElse(0L);
        String finish = switch (message.stopReason().orElseThrow().asString()) {
            case "max_tokens" -> "length";
            case "tool_use" -> "tool_calls";
            default -> "stop";
        };
        return new Said(text, thought, tools, finish, prompt, message.usage().outputTokens());
    }

    private static String joined(Message message, Function<ContentBlock, String> part) {
        return message.content().stream().map(part).collect(Collectors.joining());
    }

    private static JsonValue json(Object input) {
        try {
            byte[] text = ObjectMappers.jsonMapper().writeValueAsString(input).getBytes(StandardCharsets.UTF_8);
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
