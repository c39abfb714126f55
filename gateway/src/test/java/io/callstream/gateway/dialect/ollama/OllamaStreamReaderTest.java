package io.callstream.gateway.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonObject;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class OllamaStreamReaderTest {
    private final List<Delta> deltas = new ArrayList<>();

    @Property(tries = 20)
    void aStreamIsReadWhateverPiecesItComesIn(
            @ForAll @Size(max = 8) @UniqueElements List<String> texts, @ForAll @IntRange(min = 1, max = 50) int size) {
        deltas.clear();
        StringBuilder lines = new StringBuilder();
        texts.forEach(text -> lines.append(line(new JsonObject().with("content", text), false)));
        lines.append(line(new JsonObject().with("content", ""), true));

        read(lines.toString(), size);

        List<Delta> expected = new ArrayList<>(List.of(new Delta.Begin("chatcmpl-20261127", "m")));
        texts.stream().filter(text -> !text.isEmpty()).map(Delta.Text::new).forEach(expected::add);
        expected.add(new Delta.Finish("stop"));
        expected.add(new Delta.Tokens(3, 2));
        assertThat(deltas).containsExactlyElementsOf(expected);
    }

    @Test
    void nothingFollowsALineThatIsNoJson() {
        read("{\"message\":{\"content\":\"a\"}}\n<html>\n{\"message\":{\"content\":\"b\"}}\n", 7);

        assertThat(deltas).last().isEqualTo(new Delta.Failure(502, "The provider sent a line that is no JSON object."));
        assertThat(deltas).doesNotContain(new Delta.Text("b"));
    }

    @Test
    void aLastLineNeedsNoEnd() {
        read("{\"message\":{\"content\":\"a\"},\"done\":true,\"done_reason\":\"length\"}", 100);

        assertThat(deltas).contains(new Delta.Finish("length"));
    }

    private static String line(JsonObject message, boolean done) {
        JsonObject line = new JsonObject()
                .with("model", "m")
                .with("created_at", "2026-11-27")
                .with("message", message)
                .with("done", Boolean.valueOf(done));
        return (done ? line.with("prompt_eval_count", 3).with("eval_count", 2) : line) + "\n";
    }

    private void read(String lines, int size) {
        OllamaStreamReader reader = new OllamaStreamReader();
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += size) {
            reader.read(new Slice(bytes, from, Math.min(size, bytes.length - from)), deltas::add);
        }
        reader.end(deltas::add);
    }
}
