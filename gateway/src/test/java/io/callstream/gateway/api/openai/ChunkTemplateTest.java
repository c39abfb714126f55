package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.ChunkFacts;
import io.callstream.gateway.json.SecretScan;
import io.callstream.json.Range;
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
import org.junit.jupiter.api.Test;

/** Chunks that repeat the last one but for their strings are not read; nobody may notice. */
class ChunkTemplateTest {
    private final StreamAssembler quick = new StreamAssembler();

    @Property(tries = 3000)
    void chunksThatAreNotReadMakeTheSameAnswer(@ForAll("streams") List<String> chunks) {
        StreamAssembler quick = new StreamAssembler();
        StreamAssembler thorough = new StreamAssembler();
        Slice lastWhole = Slice.EMPTY;
        for (String chunk : chunks) {
            Slice data =
                    Slice.of(" " + chunk).part(new Range(1, 1 + Slice.of(chunk).length()));

            ChunkFacts facts = quick.accept(data);

            thorough.leaveOut(data);
            assertThat(facts).as(chunk).isEqualTo(thorough.accept(data));
            assertThat(quick.finished()).isEqualTo(thorough.finished());
            assertThat(quick.usage()).isEqualTo(thorough.usage());
            lastWhole = quick.fresh().length() == data.length() ? data : lastWhole;
            assertTheRestIsKnown(lastWhole.text(), data, quick.fresh());
        }
        assertThat(text(quick)).isEqualTo(text(thorough));
    }

    @Property(tries = 3000)
    void credentialsStandInWhatIsFresh(@ForAll("streams") List<String> chunks) {
        StreamAssembler quick = new StreamAssembler();
        boolean clean = false;
        for (String chunk : chunks) {
            Slice data = Slice.of(chunk);

            quick.accept(data);

            List<SecretScan.Secret> all = SecretScan.of(data);
            if (quick.fresh().length() == data.length()) {
                clean = all.isEmpty();
            } else if (clean) {
                assertThat(SecretScan.of(data, quick.fresh())).as(chunk).isEqualTo(all);
            }
        }
    }

    @Test
    void onlyTheTextOfAnOrdinaryChunkIsFresh() {
        quick.accept(Slice.of(openAi("Hel", "x")));
        Slice second = Slice.of(openAi("lo", "x"));

        quick.accept(second);

        assertThat(second.part(quick.fresh()).text()).isEqualTo("\"lo\"");
    }

    @Test
    void aValueThatChangesEveryTimeIsFreshWithItsName() {
        quick.accept(Slice.of(openAi("Hel", "x")));
        Slice second = Slice.of(openAi("lo", "abcdef"));

        quick.accept(second);

        assertThat(second.part(quick.fresh()).text())
                .isEqualTo("\"lo\"},\"finish_reason\":null}],\"obfuscation\":\"abcdef\"");
    }

    @Test
    void aChunkThatEndsTheAnswerIsRead() {
        quick.accept(Slice.of(openAi("Hel", "x")));

        ChunkFacts end = quick.accept(Slice.of(openAi("", "x").replace("null", "\"stop\"")));

        assertThat(end.finishReason()).isEqualTo("stop");
        assertThat(quick.finished()).isTrue();
    }

    @Test
    void aTextThatIsNoJsonIsNotTakenForOne() {
        quick.accept(Slice.of(openAi("Hel", "x")));

        ChunkFacts broken = quick.accept(Slice.of(openAi("l\\q", "x")));

        assertThat(broken).isEqualTo(ChunkFacts.UNREADABLE);
    }

    private static String openAi(String text, String noise) {
        return "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text
                + "\"},\"finish_reason\":null}],\"obfuscation\":\"" + noise + "\"}";
    }

    /** Outside of what is fresh. */
    private static void assertTheRestIsKnown(String known, Slice data, Range fresh) {
        assertThat(known).startsWith(new Slice(data.array(), data.offset(), fresh.from()).text());
        assertThat(known)
                .endsWith(data.part(new Range(fresh.to(), data.length())).text());
    }

    private static @Nullable String text(StreamAssembler assembler) {
        Slice response = assembler.response();
        return response == null ? null : response.text();
    }

    @Provide
    Arbitrary<List<String>> streams() {
        Arbitrary<String> word = Arbitraries.of(
                "",
                "a",
                "hello",
                " the",
                "\\n",
                "\\\"",
                "\\u00e4",
                "ü",
                "sk-1",
                "sk-abc123def456",
                "k?key=abcdefghij",
                "Bearer abc123def",
                "\\\"api_key\\\": \\\"zzz\\\"",
                "-----BEGIN PRIVATE KEY-----",
                "\\",
                "a\"b");
        Arbitrary<List<String>> words = word.list().ofMinSize(1).ofMaxSize(6);
        Arbitrary<List<String>> run =
                Combinators.combine(shapes(), words, words).as(ChunkTemplateTest::run);
        return run.list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(runs -> runs.stream().flatMap(List::stream).toList());
    }

    private static List<String> run(String shape, List<String> texts, List<String> others) {
        List<String> chunks = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            chunks.add(shape.replace("@", texts.get(i)).replace("%", others.get(i % others.size())));
        }
        return chunks;
    }

    /** {@code @} and {@code %} stand for what changes. */
    private static Arbitrary<String> shapes() {
        Arbitrary<String> before = Arbitraries.of(
                "",
                "\"id\":\"c1\",",
                "\"id\":\"%\",\"model\":\"m\",",
                "\"created\":1,",
                "\"object\":\"%\",",
                "\"x\":{\"y\":\"%\"},");
        Arbitrary<String> after = Arbitraries.of(
                "",
                ",\"obfuscation\":\"%\"",
                ",\"usage\":null",
                ",\"usage\":{\"prompt_tokens\":1}",
                ",\"error\":\"%\"",
                ",\"Error\":\"%\"",
                ",\"api_key\":\"%\"",
                ",\"z\":{\"token\":\"%\"}",
                ",\"z\":{\"y\":\"2\",\"y\":\"%\"}",
                ",\"list\":[\"%\"]");
        Arbitrary<String> delta = Arbitraries.of(
                "\"content\":\"@\"",
                "\"role\":\"assistant\",\"content\":\"@\"",
                "\"reasoning_content\":\"@\",\"content\":null",
                "\"content\":\"@\",\"refusal\":\"%\"",
                "\"other\":\"@\"",
                "\"content\":[{\"type\":\"text\",\"text\":\"@\"}]",
                "\"tool_calls\":[{\"index\":0,\"id\":\"%\",\"function\":{\"name\":\"f\",\"arguments\":\"@\"}}]",
                "\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"@\"}}]",
                "\"tool_calls\":[{\"function\":{\"arguments\":\"@\"}}]",
                "");
        Arbitrary<String> choice = Arbitraries.of(
                ",\"finish_reason\":null",
                "",
                ",\"finish_reason\":\"\"",
                ",\"finish_reason\":\"%\"",
                ",\"text\":\"@\"",
                ",\"logprobs\":{\"content\":[{\"token\":\"@\"}]}",
                ",\"error\":\"%\"",
                ",\"message\":{\"content\":\"%\"}");
        Arbitrary<Integer> index = Arbitraries.integers().between(0, 1);
        return Combinators.combine(before, index, delta, choice, after)
                .as((head, at, part, end, tail) -> "{" + head + "\"choices\":[{\"index\":" + at + ",\"delta\":{" + part
                        + "}" + end + "}]" + tail + "}");
    }
}
