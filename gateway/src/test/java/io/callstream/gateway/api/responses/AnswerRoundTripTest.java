package io.callstream.gateway.api.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.responses.ResponsesDialect;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever an answer says, its writer's words say it to their reader, plain and in pieces. */
class AnswerRoundTripTest {
    private static final int GOOD = 200;

    /** What is left of an answer when it does not matter how it was cut in pieces. */
    private record Whole(
            List<String> parts, Collection<Delta.ToolCall> calls, String finish, Delta.@Nullable Tokens tokens) {
        static Whole of(List<Delta> deltas) {
            List<String> parts = new ArrayList<>();
            Map<Integer, Delta.ToolCall> calls = new TreeMap<>();
            StringBuilder text = new StringBuilder();
            String kind = "";
            String finish = "";
            Delta.Tokens tokens = null;
            for (Delta delta : deltas) {
                String next = kind(delta);
                if (!next.equals(kind)) {
                    parts.add(kind + text);
                    text.setLength(0);
                    kind = next;
                }
                if (delta instanceof Delta.Text more) {
                    text.append(more.text());
                } else if (delta instanceof Delta.Reasoning more) {
                    text.append(more.text());
                } else if (delta instanceof Delta.ToolCall call) {
                    calls.merge(call.index(), call, Delta.ToolCall::and);
                } else if (delta instanceof Delta.Finish said) {
                    finish = said.reason();
                } else if (delta instanceof Delta.Tokens counted) {
                    tokens = counted;
                }
            }
            parts.add(kind + text);
            parts.removeIf(part -> part.startsWith("Begin[") || part.startsWith("Tokens[") || part.isEmpty());
            calls.replaceAll((index, call) -> call.arguments().isEmpty() ? call.whole() : call);
            return new Whole(parts, List.copyOf(calls.values()), finish, tokens);
        }

        private static String kind(Delta delta) {
            return delta instanceof Delta.Text
                    ? "text"
                    : delta instanceof Delta.Reasoning
                            ? "thought"
                            : delta instanceof Delta.ToolCall ? "calls" : delta.toString();
        }
    }

    @Property(tries = 500)
    void aPlainAnswerSaysTheSame(@ForAll("answers") List<Delta> answer) {
        assertThat(Whole.of(readBack(answer, false))).isEqualTo(Whole.of(answer));
    }

    @Property(tries = 500)
    void aStreamSaysTheSame(@ForAll("answers") List<Delta> answer) {
        assertThat(Whole.of(readBack(answer, true))).isEqualTo(Whole.of(answer));
    }

    private static List<Delta> readBack(List<Delta> answer, boolean stream) {
        ByteBuf out = Unpooled.buffer();
        AnswerWriter writer = new AnswerWriter(new ResponseObject("resp_1", 7, ChatBody.NOTHING), stream);
        answer.forEach(delta -> writer.write(delta, out));
        writer.end(out);
        ResponseReader reader = new ResponsesDialect(false).reader(GOOD, stream);
        List<Delta> read = new ArrayList<>();
        reader.read(Slice.of(ByteBufUtil.getBytes(out)), read::add);
        reader.end(read::add);
        return read;
    }

    @Provide
    Arbitrary<List<Delta>> answers() {
        Arbitrary<List<Delta>> said = Combinators.combine(thoughts().list().ofMaxSize(2), texts(), calls())
                .as((thoughts, texts, calls) -> {
                    List<Delta> all = new ArrayList<>();
                    all.add(new Delta.Begin("resp_1", "m"));
                    thoughts.forEach(all::addAll);
                    all.addAll(texts);
                    all.addAll(calls);
                    return all;
                });
        return Combinators.combine(said, Arbitraries.of("stop", "length", "content_filter"), tokens())
                .as((deltas, finish, tokens) -> {
                    List<Delta> all = new ArrayList<>(deltas);
                    boolean calls = deltas.stream().anyMatch(delta -> delta instanceof Delta.ToolCall);
                    all.add(new Delta.Finish(calls && finish.equals("stop") ? "tool_calls" : finish));
                    all.add(tokens);
                    return all;
                });
    }

    private static Arbitrary<String> pieces() {
        return Arbitraries.strings()
                .all()
                .excludeChars('\uFFFE', '\uFFFF')
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(text -> new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Each has an end that its provider knows it by, since the form tells thoughts apart by nothing else. */
    private static Arbitrary<List<Delta>> thoughts() {
        Arbitrary<List<Delta>> told = Combinators.combine(
                        pieces().list().ofMinSize(1).ofMaxSize(3), pieces())
                .as((texts, signature) -> {
                    List<Delta> all = new ArrayList<>();
                    texts.forEach(text -> all.add(new Delta.Reasoning(text)));
                    all.add(new Delta.ReasoningSignature(signature));
                    return all;
                });
        return Arbitraries.oneOf(told, pieces().map(data -> List.of(new Delta.HiddenReasoning(data))));
    }

    private static Arbitrary<List<Delta>> texts() {
        return pieces().map(text -> (Delta) new Delta.Text(text)).list().ofMaxSize(4);
    }

    private static Arbitrary<List<Delta>> calls() {
        return Combinators.combine(pieces(), pieces(), pieces().list().ofMaxSize(3))
                .as((id, name, arguments) -> List.of(List.of(id, name), arguments))
                .list()
                .ofMaxSize(3)
                .map(calls -> {
                    List<Delta> all = new ArrayList<>();
                    for (int i = 0; i < calls.size(); i++) {
                        List<String> named = calls.get(i).get(0);
                        all.add(new Delta.ToolCall(i, named.get(0), named.get(1), ""));
                        for (String piece : calls.get(i).get(1)) {
                            all.add(new Delta.ToolCall(i, null, null, piece));
                        }
                    }
                    return all;
                });
    }

    private static Arbitrary<Delta> tokens() {
        Arbitrary<Long> count = Arbitraries.longs().between(1, 1_000_000);
        return Combinators.combine(count, count, count, count, count)
                .as((prompt, completion, read, written, reasoning) -> new Delta.Tokens(
                        prompt, completion, read, written, reasoning, Delta.Special.served("default")));
    }
}
