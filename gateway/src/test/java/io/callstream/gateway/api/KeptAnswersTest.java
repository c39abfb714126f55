package io.callstream.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.anthropic.AnthropicApi;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.api.responses.ResponseIds;
import io.callstream.gateway.api.responses.ResponsesApi;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was kept says the same to clients of every API, plain and as a stream, and what is recorded of what they get is what was
 * kept.
 */
class KeptAnswersTest {
    private static final int TRIES = 100;

    /** What counts in an answer, whatever form it has had between. */
    private record Said(
            @Nullable String text,
            @Nullable String thought,
            List<String> calls,
            @Nullable String finish,
            String usage) {
        static Said of(Slice recorded) {
            JsonValue.Obj answer = (JsonValue.Obj) OddJson.read(recorded.text());
            JsonValue.Obj choice = (JsonValue.Obj) answer.list("choices").get(0);
            JsonValue.Obj message = choice.object("message");
            assertThat(message).isNotNull();
            List<String> calls = new ArrayList<>();
            for (JsonValue each : message.list("tool_calls")) {
                JsonValue.Obj call = (JsonValue.Obj) each;
                JsonValue.Obj function = call.object("function");
                assertThat(function).isNotNull();
                calls.add(call.text("id") + " " + function.text("name") + " "
                        + OddJson.read(String.valueOf(function.text("arguments"))));
            }
            JsonValue.Obj usage = answer.object("usage");
            return new Said(
                    emptyAsNull(message.text("content")),
                    emptyAsNull(message.text("reasoning_content")),
                    calls,
                    choice.text("finish_reason"),
                    usage == null ? "" : usage.get("prompt_tokens") + " " + usage.get("completion_tokens"));
        }

        private static @Nullable String emptyAsNull(@Nullable String text) {
            return text == null || text.isEmpty() ? null : text;
        }
    }

    @Property(tries = TRIES)
    void anthropicsClientsGetIt(@ForAll("answers") List<Delta> answer) throws Exception {
        assertKept(new AnthropicApi(), "{\"model\":\"m\",\"max_tokens\":5,\"messages\":[]}", answer);
    }

    @Property(tries = TRIES)
    void clientsOfTheResponsesApiGetIt(@ForAll("answers") List<Delta> answer) throws Exception {
        ResponsesApi api = new ResponsesApi(new ResponseIds(new SplittableRandom(3)));

        assertKept(api, "{\"model\":\"m\",\"input\":\"Hi\"}", answer);
    }

    @Property(tries = TRIES)
    void openAisClientsGetIt(@ForAll("answers") List<Delta> answer) throws Exception {
        assertKept(
                new OpenAiApi(),
                "{\"model\":\"m\",\"messages\":[],\"stream_options\":{\"include_usage\":true}}",
                answer);
    }

    private static void assertKept(ClientApi api, String body, List<Delta> answer) throws InvalidRequestException {
        ApiRequest asked = api.read(Slice.of(body), null);
        Slice kept = Slice.of(Written.of(new OpenAiApi().writer(false, 7), answer.toArray(new Delta[0])));
        byte[] plain = api.asPlain(asked, kept);
        byte[] stream = api.asStream(asked, kept);
        assertThat(plain).isNotNull();
        assertThat(stream).isNotNull();

        Slice told = Slice.of(plain);
        assertThat(Said.of(api.answer(told).recorded(told))).isEqualTo(Said.of(kept));
        assertThat(Said.of(putTogether(api, stream))).isEqualTo(Said.of(kept));
    }

    private static Slice putTogether(ClientApi api, byte[] stream) {
        StreamAnswer answer = api.streamAnswer();
        for (String event : Written.events(new String(stream, StandardCharsets.UTF_8))) {
            if (!event.equals("[DONE]")) {
                assertThat(answer.accept(Slice.of(event.substring(event.indexOf('{'))))
                                .kind())
                        .isNotIn(ChunkFacts.Kind.ERROR, ChunkFacts.Kind.UNREADABLE);
            }
        }
        assertThat(answer.finished()).isTrue();
        assertThat(answer.usage()).isTrue();
        Slice whole = answer.response();
        assertThat(whole).isNotNull();
        return whole;
    }

    @Provide
    Arbitrary<List<Delta>> answers() {
        return Combinators.combine(
                        texts().optional(0.6),
                        texts().optional(0.3),
                        calls().list().ofMaxSize(3),
                        Arbitraries.of("stop", "length", "content_filter"),
                        Arbitraries.longs().between(1, 1_000_000))
                .as((text, thought, calls, finish, tokens) -> {
                    List<Delta> all = new ArrayList<>();
                    all.add(new Delta.Begin("id", "m"));
                    thought.ifPresent(words -> all.add(new Delta.Reasoning(words)));
                    text.ifPresent(words -> all.add(new Delta.Text(words)));
                    for (int i = 0; i < calls.size(); i++) {
                        all.add(new Delta.ToolCall(i, "c" + i, "f", calls.get(i)));
                    }
                    all.add(new Delta.Finish(!calls.isEmpty() && finish.equals("stop") ? "tool_calls" : finish));
                    all.add(new Delta.Tokens(tokens, tokens / 2));
                    return all;
                });
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .excludeChars('\uFFFE', '\uFFFF')
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(text -> Slice.of(text).text());
    }

    private static Arbitrary<String> calls() {
        return Arbitraries.of("{}", "{\"a\":1.50}", "{\"a\":{\"b\":[\"é\\n\\\"\"]}}", "{\"\":null}");
    }
}
