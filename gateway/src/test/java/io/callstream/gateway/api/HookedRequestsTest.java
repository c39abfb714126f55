package io.callstream.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.anthropic.AnthropicApi;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.api.responses.ResponseIds;
import io.callstream.gateway.api.responses.ResponsesApi;
import io.callstream.gateway.dialect.anthropic.AnthropicDialect;
import io.callstream.gateway.dialect.responses.ResponsesDialect;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What hooks and redaction do to a request is done to what its provider gets, whatever API the client speaks. */
class HookedRequestsTest {
    /** An API with a request of it, in which people wrote "secret" in each of its texts. */
    private record Asked(String name, ClientApi api, String body, List<String> roles) {
        @Override
        public String toString() {
            return name;
        }

        ApiRequest read() throws InvalidRequestException {
            return api.read(Slice.of(body), null);
        }
    }

    private static Stream<Asked> requests() {
        return Stream.of(
                new Asked(
                        "OpenAI's chats",
                        new OpenAiApi(),
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"secret 1\"},{\"role\":\"user\",\"content\":"
                                + "[{\"type\":\"text\",\"text\":\"secret 2\"}]},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"secret 3\"}],"
                                + "\"n\":1}",
                        List.of("system", "user", "tool")),
                new Asked(
                        "Anthropic's messages",
                        new AnthropicApi(),
                        "{\"model\":\"m\",\"max_tokens\":5,\"system\":\"secret 1\",\"messages\":[{\"role\":\"user\",\"content\":"
                                + "[{\"type\":\"tool_result\",\"tool_use_id\":\"c\",\"content\":[{\"type\":\"text\",\"text\":\"secret 2\"}]},"
                                + "{\"type\":\"text\",\"text\":\"secret 3\"}]}],\"n\":1}",
                        List.of("system", "tool", "user")),
                new Asked(
                        "Responses",
                        new ResponsesApi(new ResponseIds(new SplittableRandom(5))),
                        "{\"model\":\"m\",\"instructions\":\"secret 1\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\","
                                + "\"text\":\"secret 2\"}]},{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"secret 3\"}],\"n\":1}",
                        List.of("system", "user", "tool")));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyTextIsFoundWithWhoseItIs(Asked asked) throws InvalidRequestException {
        List<RequestText> texts = asked.api().texts(recorded(asked.read()));

        assertThat(texts).extracting(RequestText::text).containsExactly("secret 1", "secret 2", "secret 3");
        assertThat(texts).extracting(RequestText::role).isEqualTo(asked.roles());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatIsTakenOutOfThemReachesNoProvider(Asked asked) throws InvalidRequestException {
        ApiRequest read = asked.read();
        Slice edited = asked.api()
                .edited(recorded(read), new RequestEdits(Map.of(0, "a", 1, "b", 2, "c"), null, Map.of(), Set.of()));

        ApiRequest changed = asked.api().readAgain(read, edited, "m");

        assertThat(sent(changed)).doesNotContain("secret").contains("\"a\"", "\"b\"", "\"c\"");
        assertThat(changed.own(AnthropicDialect.FORM, ModelName.of("x"))).isNull();
        assertThat(changed.own(ResponsesDialect.FORM, ModelName.of("x"))).isNull();
        assertThat(recorded(changed).text()).doesNotContain("secret");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void fieldsAndTheModelMayBeChanged(Asked asked) throws InvalidRequestException {
        ApiRequest read = asked.read();
        Map<String, String> fields = new HashMap<>();
        fields.put("temperature", "0.5");
        Slice edited = asked.api().edited(recorded(read), new RequestEdits(Map.of(), "other", fields, Set.of("n")));

        ApiRequest changed = asked.api().readAgain(read, edited, "other");

        assertThat(changed.model()).isEqualTo("other");
        assertThat(sent(changed))
                .contains("\"temperature\":0.5", "\"model\":\"x\"")
                .doesNotContain("\"n\":1");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aPromptIsPutBeforeThem(Asked asked) throws InvalidRequestException {
        RequestChange change = new RequestChange(
                "{\"role\":\"system\",\"content\":\"Be kind.\"}", Map.of(), Map.of("top_p", "1"), null, null, null);

        ApiRequest changed = asked.api().change(asked.read(), change);

        assertThat(sent(changed))
                .contains("\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},")
                .contains("secret 1", "secret 2", "secret 3", "\"top_p\":1");
        assertThat(changed.promptTokens()).isGreaterThan(asked.read().promptTokens());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatAHookMakesOfThemHasToBeARequest(Asked asked) throws InvalidRequestException {
        ApiRequest read = asked.read();

        assertThatThrownBy(() -> asked.api().readAgain(read, Slice.of("{\"stream\":7}"), "m"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Invalid 'stream': expected a boolean.");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void allHaveTheSameParametersAndHeaders(Asked asked) {
        assertThat(asked.api().isParameter("temperature")).isTrue();
        assertThat(asked.api().isParameter("messages")).isFalse();
        assertThat(asked.api().isParameter("api_key")).isFalse();
        assertThat(asked.api()
                        .metadata(name -> name.toString().equals("x-litellm-tags") ? "a,b" : null)
                        .tags())
                .containsExactly("a", "b");
        assertThat(asked.api().largeAnswer().facts().usage()).isNull();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestOfAnotherApiIsNotTheirs(Asked asked) throws InvalidRequestException {
        ClientApi another = asked.api() instanceof OpenAiApi ? new AnthropicApi() : new OpenAiApi();
        ApiRequest other = another.read(Slice.of("{\"model\":\"m\",\"messages\":[]}"), null);

        assertThatThrownBy(() -> asked.api().readAgain(other, Slice.of("{}"), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no request ")
                .hasMessageContaining(other.getClass().getName());
    }

    private static Slice recorded(ApiRequest request) {
        Slice body = request.info(Operation.CHAT_COMPLETION).body();
        assertThat(body).isNotNull();
        return body;
    }

    private static String sent(ApiRequest request) {
        return new String(request.body(ModelName.of("x"), false, true).toBytes(), StandardCharsets.UTF_8);
    }
}
