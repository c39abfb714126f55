package io.callstream.gateway.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.answer.EventReader;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohereEventsTest {
    private final List<Delta> deltas = new ArrayList<>();

    @Property(tries = 20)
    void aStreamIsReadWhateverPiecesItComesIn(
            @ForAll @Size(max = 8) List<String> texts, @ForAll @IntRange(min = 1, max = 50) int size) {
        deltas.clear();
        StringBuilder stream = new StringBuilder("data: {\"type\":\"message-start\",\"id\":\"c\"}\n\n");
        texts.forEach(text -> stream.append(content(text)));
        stream.append("data: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"MAX_TOKENS\"}}\n\n");

        read(stream.toString(), size);

        List<Delta> expected = new ArrayList<>(List.of(new Delta.Begin("c", "m")));
        texts.stream().filter(text -> !text.isEmpty()).map(Delta.Text::new).forEach(expected::add);
        expected.add(new Delta.Finish("length"));
        assertThat(deltas).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data: {\"type\":\"mess                                     | no JSON object",
                "data: {\"type\":\"message-start\",\"id\":\"c\"}             | ended in its middle",
                "data: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"TIMEOUT\"}} | TIMEOUT",
            })
    void aStreamWithoutAGoodEndFails(String stream, String said) {
        read(stream + "\n\n", 9);

        assertThat(deltas).last().asString().startsWith("Failure").contains(said);
    }

    @Test
    void toolCallsAreCountedByTheirStarts() {
        read(
                "data: {\"type\":\"tool-call-delta\",\"delta\":{\"message\":{\"tool_calls\":{\"function\":{\"arguments\":\"x\"}}}}}\n\n"
                        + "data: {\"type\":\"tool-call-start\",\"delta\":{\"message\":{\"tool_calls\":{\"id\":\"a\",\"function\":"
                        + "{\"name\":\"f\",\"arguments\":\"\"}}}}}\n\n"
                        + "data: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"TOOL_CALL\"}}\n\n",
                1000);

        assertThat(deltas).containsExactly(new Delta.ToolCall(0, "a", "f", ""), new Delta.Finish("tool_calls"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'billed_units':{'input_tokens':5,'output_tokens':4},'tokens':{'input_tokens':71,'output_tokens':9} | 5  | 4 | -1",
                "'billed_units':{'search_units':1},'tokens':{'input_tokens':71.0,'output_tokens':9.0}               | 71 | 9 | -1",
                "'tokens':{'input_tokens':71,'output_tokens':9},'cached_tokens':32.0                                | 71 | 9 | 32",
                "'billed_units':{'input_tokens':5,'output_tokens':4},'cached_tokens':32                             | 5  | 4 | 5",
            })
    void countsAreWhatIsBilledWhereThatIsSaid(String usage, long prompt, long completion, long cached) {
        String end = "{'type':'message-end','delta':{'finish_reason':'COMPLETE','usage':{" + usage + "}}}";
        read("data: " + end.replace('\'', '"') + "\n\n", 1000);

        assertThat(deltas)
                .containsExactly(
                        new Delta.Finish("stop"),
                        new Delta.Tokens(prompt, completion, cached, cached < 0 ? -1 : 0, -1));
    }

    private static String content(String text) {
        JsonObject delta =
                new JsonObject().with("message", new JsonObject().with("content", new JsonObject().with("text", text)));
        return "data: " + new JsonObject().with("type", "content-delta").with("delta", delta) + "\n\n";
    }

    private void read(String stream, int size) {
        EventReader reader = new EventReader(new CohereEvents("m"));
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += size) {
            reader.read(new Slice(bytes, from, Math.min(size, bytes.length - from)), deltas::add);
        }
        reader.end(deltas::add);
    }
}
