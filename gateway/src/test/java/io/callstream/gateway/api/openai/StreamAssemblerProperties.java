package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.ChunkFacts;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds for all streams. */
class StreamAssemblerProperties {
    private final StreamAssembler assembler = new StreamAssembler();

    @Property
    void piecesOfATextAreTheText(@ForAll("texts") List<String> pieces) {
        StreamAssembler stream = new StreamAssembler();
        for (String piece : pieces) {
            stream.accept(Slice.of("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + piece + "\"}}]}"));
        }

        Slice response = stream.response();

        assertThat(response).isNotNull();
        String content = pieces.stream().collect(Collectors.joining());
        assertThat(response.text())
                .isEqualTo("{\"choices\":[{\"index\":0,\"message\":{\"content\":\"" + content
                        + "\",\"role\":\"assistant\"}}]}");
    }

    @Property
    void noBytesMakeItFail(@ForAll byte[] rubbish) {
        StreamAssembler stream = new StreamAssembler();

        ChunkFacts facts = stream.accept(Slice.of(rubbish));

        boolean unreadable = facts.kind() == ChunkFacts.Kind.UNREADABLE;
        assertThat(stream.response() == null).isEqualTo(unreadable);
    }

    /** Blanks in front of every second chunk keep the assembler from knowing any of them again. */
    @Property
    void whatIsKnownAgainIsTheSameAsWhatIsReadAnew(@ForAll("chunks") List<String> chunks) {
        StreamAssembler known = new StreamAssembler();
        StreamAssembler anew = new StreamAssembler();

        for (int i = 0; i < chunks.size(); i++) {
            String chunk = chunks.get(i);
            ChunkFacts facts = anew.accept(json((i % 2 == 0 ? "" : " ") + chunk));
            assertThat(known.accept(json(chunk))).isEqualTo(facts);
        }

        assertThat(text(known.response())).isEqualTo(text(anew.response()));
    }

    @Provide
    Arbitrary<List<String>> chunks() {
        Arbitrary<String> envelope = Arbitraries.of(
                "",
                "'id':'c1',",
                "'id':'c1','created':1,",
                "'id':'c1','created':12,",
                "'created':1 ,",
                "'list':['a'],",
                "'list':['a','b'],",
                "'usage':{'total_tokens':1},",
                "'error':null,");
        Arbitrary<String> choices = Arbitraries.of(
                "'choices':[{'index':0,'delta':{'content':'x'}}]",
                "'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]",
                "'choices':[{'index':0,'delta':{'content':'y'}}],'choices':[]",
                "'choices':[]",
                "'choices':[{",
                "'error':{'message':'no'}");
        Arbitrary<String> rest = Arbitraries.of("", ",'usage':null", ",'usage':{'total_tokens':2}", ",'more':1", ",");
        return Combinators.combine(envelope, choices, rest)
                .as((before, said, after) -> "{" + before + said + after + "}")
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of("a", "\\n", "\\u00e4", "\\ud83d\\ude00", "漢", "\\\"", " ", "12345678")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts))
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }

    /** JSON with single quotes; an escaped single quote is an escaped quote. */
    private static Slice json(String text) {
        return Slice.of(text.replace("\\'", "\\\"").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(@Nullable Slice response) {
        return response == null ? null : response.text();
    }

    private ChunkFacts accept(String chunk) {
        return assembler.accept(json(chunk));
    }

    private void assertAnswer(String expected) {
        Slice response = assembler.response();
        assertThat(response).isNotNull();
        assertThat(response.text()).isEqualTo(json(expected).text());
    }
}
