package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.Attempt;
import io.callstream.events.SuccessEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One configuration with six providers, and the same ten conversations through every pair of client API and provider: the provider
 * hears the same, and what it answers is the same for the client and in the events.
 */
class EveryPairTest {
    private static final int PIECE = 23;
    private static final Duration BACK_OFF = Duration.ofSeconds(2);
    private static final List<ClientForm> CLIENTS = List.of(new ChatForm(), new MessagesForm(), new ResponsesForm());
    private static final List<FakeProvider> PROVIDERS = List.of(
            new FakeOpenAi(),
            new FakeAzure(),
            new FakeAnthropic(),
            new FakeGemini(),
            new FakeConverse(),
            new FakeOllama());
    private static final List<Conversation> CONVERSATIONS =
            Conversation.NAMES.stream().map(Conversation::named).toList();
    private static final String CONFIG = "model_list:\n"
            + PROVIDERS.stream()
                    .map(each -> "  - {model_name: " + each.word() + ", litellm_params: {" + each.params()
                            + ", timeout: 5}, model_info: {id: " + each.word() + "}}\n")
                    .collect(Collectors.joining());

    static Stream<Arguments> everything() {
        return pairs().flatMap(pair -> CONVERSATIONS.stream()
                .flatMap(each -> Stream.of(false, true)
                        .map(stream -> Arguments.of(pair.client(), pair.provider(), each, stream))));
    }

    private record Pair(ClientForm client, FakeProvider provider) {}

    private static Stream<Pair> pairs() {
        return CLIENTS.stream().flatMap(client -> PROVIDERS.stream().map(provider -> new Pair(client, provider)));
    }

    static Stream<Arguments> fallbacks() {
        return pairs().flatMap(pair -> PROVIDERS.stream()
                .filter(other -> other != pair.provider())
                .map(other -> Arguments.of(pair.client(), pair.provider(), other)));
    }

    @ParameterizedTest(name = "{0} and {1}: {2}, stream: {3}")
    @MethodSource("everything")
    void theSameIsAskedAndAnswered(ClientForm form, FakeProvider provider, Conversation conversation, boolean stream) {
        try (Talk talk = Talk.begin(CONFIG, provider.word(), form, conversation, stream)) {
            talk.answers(provider.answer(talk.request(), conversation.answer()), PIECE);

            assertThat(provider.hear(talk.request())).isEqualTo(form.heard(conversation));
            assertSaid(talk, conversation.answer());
            assertThat(talk.success().getProvider()).isEqualTo(provider.word());
        }
    }

    @ParameterizedTest(name = "{0}: {1}, then {2}")
    @MethodSource("fallbacks")
    void aFallbackInTheMiddleOfARetryIsInvisible(ClientForm form, FakeProvider first, FakeProvider second) {
        Conversation conversation = Conversation.named("parallel-tools");
        String router =
                "router_settings: {num_retries: 1, fallbacks: [{" + first.word() + ": [" + second.word() + "]}]}";
        try (Talk talk = Talk.begin(CONFIG + router, first.word(), form, conversation, true)) {
            talk.answers(first.error(503, "overloaded"), PIECE);
            talk.rig().advance(BACK_OFF);
            talk.rig().wire().beginStream().close();
            talk.rig().advance(BACK_OFF);
            assertThat(talk.client().received()).isEmpty();
            talk.answers(second.answer(talk.request(), conversation.answer()), PIECE);

            assertThat(second.hear(talk.request())).isEqualTo(form.heard(conversation));
            assertSaid(talk, conversation.answer());
            SuccessEvent event = talk.success();
            assertThat(event.getProvider()).isEqualTo(second.word());
            assertThat(event.getFallbackFrom()).isEqualTo(first.word());
            assertThat(event.getAttempts())
                    .extracting(Attempt::getDeploymentId)
                    .containsExactly(first.word(), first.word(), second.word());
        }
    }

    private static void assertSaid(Talk talk, Answer answer) {
        assertThat(talk.client().status()).isEqualTo("200");
        assertThat(talk.said()).isEqualTo(answer.said());
        SuccessEvent event = talk.success();
        assertThat(new ChatForm().plain(Json.read(event.getResponseBody()))).isEqualTo(answer.said());
        assertThat(event.getFinishReason()).isEqualTo(answer.said().finish());
        assertThat(event.getPromptTokens()).isEqualTo(answer.prompt());
        assertThat(event.getCompletionTokens()).isEqualTo(answer.completion());
        assertThat(event.getTotalTokens()).isEqualTo(answer.prompt() + answer.completion());
    }
}
