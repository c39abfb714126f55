package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.Written;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever comes in whichever pieces: the stream that is written, put together, is the plain answer that is written. */
class WrittenBothWaysTest {
    @Property(tries = 300)
    void aStreamSaysWhatThePlainAnswerSays(@ForAll("answers") List<Delta> answer) {
        Delta[] deltas = answer.toArray(new Delta[0]);
        JsonValue.Obj plain = (JsonValue.Obj) OddJson.read(Written.of(new CompletionWriter(7), deltas));
        JsonValue.Obj together = (JsonValue.Obj) OddJson.read(together(Written.events(new ChunkWriter(7), deltas)));

        for (String field : List.of("id", "object", "created", "model", "usage", "service_tier")) {
            assertThat(together.get(field)).as(field).isEqualTo(plain.get(field));
        }
        assertThat(choice(together).get("finish_reason"))
                .isEqualTo(choice(plain).get("finish_reason"));
        for (String field : List.of("role", "content", "reasoning_content", "thinking_blocks", "tool_calls")) {
            assertThat(said(together, field)).as(field).isEqualTo(said(plain, field));
        }
    }

    private static String together(List<String> chunks) {
        StreamAssembler assembler = new StreamAssembler();
        assertThat(chunks.get(chunks.size() - 1)).isEqualTo("[DONE]");
        chunks.subList(0, chunks.size() - 1).forEach(chunk -> assembler.accept(Slice.of(chunk)));
        Slice response = assembler.response();
        return response == null ? "" : response.text();
    }

    private static JsonValue.Obj choice(JsonValue.Obj answer) {
        return (JsonValue.Obj) answer.list("choices").get(0);
    }

    /** An empty text is as good as none. */
    private static @Nullable JsonValue said(JsonValue.Obj answer, String field) {
        JsonValue.Obj message = choice(answer).object("message");
        assertThat(message).isNotNull();
        JsonValue value = message.get(field);
        return value instanceof JsonValue.Text text && text.value().isEmpty() ? null : value;
    }

    @Provide
    Arbitrary<List<Delta>> answers() {
        return Combinators.combine(
                        pieces().list().ofMaxSize(12),
                        calls().list().ofMaxSize(3),
                        Arbitraries.of("stop", "length", "tool_calls"),
                        Arbitraries.longs().between(0, 1_000),
                        Arbitraries.of("flex", "").optional(0.5))
                .as((pieces, calls, finish, tokens, tier) -> {
                    List<Delta> all = new ArrayList<>();
                    all.add(new Delta.Begin("c1", "m"));
                    all.addAll(pieces);
                    for (int i = 0; i < calls.size(); i++) {
                        all.add(new Delta.ToolCall(i, "id" + i, "f", ""));
                        for (String piece : calls.get(i)) {
                            all.add(new Delta.ToolCall(i, null, null, piece));
                        }
                    }
                    all.add(new Delta.Finish(finish));
                    all.add(new Delta.Tokens(tokens + 9, tokens + 3, tokens, 2, 1)
                            .with(Delta.Special.served(
                                    tier.filter(word -> !word.isEmpty()).orElse(null))));
                    return all;
                });
    }

    private static Arbitrary<Delta> pieces() {
        Arbitrary<String> text = texts();
        return Arbitraries.oneOf(
                text.map(Delta.Text::new),
                text.map(Delta.Reasoning::new),
                text.map(Delta.ReasoningSignature::new),
                text.map(Delta.HiddenReasoning::new));
    }

    private static Arbitrary<List<String>> calls() {
        return Arbitraries.of(List.of(), List.of("{}"), List.of("{\"a\":", "1}"), List.of("", "{", "", "}"));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .excludeChars('\uFFFE', '\uFFFF')
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(text -> Slice.of(text).text());
    }
}
