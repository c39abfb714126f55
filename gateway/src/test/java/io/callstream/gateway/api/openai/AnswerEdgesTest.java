package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Range;
import io.callstream.json.Slice;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AnswerEdgesTest {
    private static final String END = "],\"model\":\"m-1\",\"usage\":{\"prompt_tokens\":3,\"details\":{\"cached\":1}}}";

    @Property
    void usageIsFoundHoweverTheAnswerIsCut(
            @ForAll @IntRange(max = 20_000) int middle, @ForAll @IntRange(min = 1, max = 9000) int step) {
        Slice answer = Slice.of("{\"id\":\"e1\",\"data\":[" + "0.125,\"a\",".repeat(middle / 10) + "1" + END);
        AnswerEdges edges = new AnswerEdges();

        for (int at = 0; at < answer.length(); at += step) {
            edges.add(answer.part(new Range(at, Math.min(at + step, answer.length()))));
        }

        ResponseScan scan = edges.facts();
        assertThat(scan.id()).isEqualTo("e1");
        assertThat(scan.model()).isEqualTo("m-1");
        assertThat(scan.usage()).isNotNull();
    }

    @Test
    void whatStandsInsideOfTheAnswerIsNotItsUsage() {
        AnswerEdges edges = new AnswerEdges();

        edges.add(Slice.of("{\"choices\":[{\"a\":1,\"usage\":{\"prompt_tokens\":9}}]}"));

        assertThat(edges.facts().usage()).isNull();
    }

    @Test
    void anAnswerThatIsNoJsonSaysNothing() {
        AnswerEdges edges = new AnswerEdges();

        edges.add(Slice.of("x".repeat(100_000)));

        assertThat(edges.facts()).isEqualTo(ResponseScan.NOTHING);
    }

    /** As OpenAI writes embeddings. */
    @Test
    void usageIsFoundInAnAnswerThatIsWrittenOverManyLines() {
        AnswerEdges edges = new AnswerEdges();

        edges.add(Slice.of("{\n  \"object\": \"list\",\n  \"data\": [" + "\n    0.125,".repeat(10_000)
                + "\n    1\n  ],\n  \"model\": \"m-1\",\r\n\t \"usage\": {\n    \"prompt_tokens\": 8,\n"
                + "    \"total_tokens\": 8\n  }\n}\n"));

        ResponseScan scan = edges.facts();
        assertThat(scan.readable()).isTrue();
        assertThat(scan.model()).isEqualTo("m-1");
        assertThat(scan.usage()).isNotNull();
        assertThat(scan.usage().text()).contains("\"prompt_tokens\": 8");
    }

    @Test
    void theIdIsThatAtTheTop() {
        AnswerEdges edges = new AnswerEdges();
        edges.add(Slice.of("{\"a\":{\"id\":\"inner\"},\"id\":\"own\",\"n\":1,\"usage\":{\"a\":1}}"));

        assertThat(edges.facts().id()).isEqualTo("own");
        assertThat(edges.facts().tier()).isNull();

        AnswerEdges late = new AnswerEdges();
        late.add(Slice.of("{\"a\":\"" + "x".repeat(5_000) + "\",\"id\":\"late\",\"usage\":{\"a\":1}}"));
        assertThat(late.facts().id()).isNull();
        assertThat(late.facts().usage()).isNotNull();
    }

    @Test
    void theTierStandsAtTheEnd() {
        AnswerEdges edges = new AnswerEdges();
        edges.add(Slice.of("{\"id\":7,\"data\":[" + "1,".repeat(9_000) + "1],\"service_tier\":\"flex\",\"usage\":{}}"));

        assertThat(edges.facts().tier()).isEqualTo("flex");
        assertThat(edges.facts().id()).isNull();
    }
}
