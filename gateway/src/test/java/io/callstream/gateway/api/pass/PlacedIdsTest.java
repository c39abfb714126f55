package io.callstream.gateway.api.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.odd.OddJson;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids in answers about files and batches: each says where what it names lies, and nothing else is changed. */
class PlacedIdsTest {
    private static final PlacedIds FILES = new PlacedIds("m", "d", false);
    private static final PlacedIds BATCHES = new PlacedIds("m", "d", true);

    /** F stands for a file's id that says where it lies, B for a batch's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"file-1","object":"file"}                | {"id":"F","object":"file"}
            {"id":"file-1","bytes":1.50,"status":null}     | {"id":"F","bytes":1.50,"status":null}
            {"id":7}                                       | {"id":7}
            {"id":null}                                    | {"id":null}
            {"data":[{"id":"file-1"},7,{"n":1}],"first_id":"file-1","last_id":"file-1"} | {"data":[{"id":"F"},7,{"n":1}],"first_id":"F","last_id":"F"}
            {"data":{"id":"file-1"}}                       | {"data":{"id":"file-1"}}
            {"other":[{"id":"file-1"}]}                    | {"other":[{"id":"file-1"}]}
            {"a":{"id":"file-1"}}                          | {"a":{"id":"file-1"}}
            {"id":"../x"}                                  | {"id":"../x"}
            {}                                             | {}
            """)
    void filesOfAnAnswerSayWhereTheyLie(String answer, String told) {
        assertThat(FILES.in(Slice.of(answer)).text()).isEqualTo(named(told));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"batch_1","input_file_id":"file-1"}      | {"id":"B","input_file_id":"F"}
            {"id":"batch_1","output_file_id":"file-1","error_file_id":"file-1"} | {"id":"B","output_file_id":"F","error_file_id":"F"}
            {"id":"batch_1","output_file_id":null}         | {"id":"B","output_file_id":null}
            {"data":[{"id":"batch_1","input_file_id":"file-1"}]} | {"data":[{"id":"B","input_file_id":"F"}]}
            """)
    void aBatchSaysWhereItAndItsFilesLie(String answer, String told) {
        assertThat(BATCHES.in(Slice.of(answer)).text()).isEqualTo(named(told));
    }

    private static String named(String told) {
        return told.replace("\"F\"", "\"" + new PlacedId("file-1", "m", "d").text(false) + "\"")
                .replace("\"B\"", "\"" + new PlacedId("batch_1", "m", "d").text(true) + "\"");
    }

    @Test
    void noOddAnswerBreaksIt() {
        JsonValue answer = OddJson.read(
                "{\"id\":\"batch_1\",\"data\":[{\"id\":\"file-1\"}],\"first_id\":\"a\",\"input_file_id\":\"f\"}");
        for (OddJson.Variant odd : OddJson.of(answer)) {
            Slice told = BATCHES.in(odd.slice());
            assertThat(OddJson.read(told.text()).getClass())
                    .as("%s", odd)
                    .isEqualTo(odd.json().getClass());
        }
    }

    @Property(tries = 200)
    void anIdThatSaysWhereItLiesIsReadAgain(@ForAll("ids") String id, @ForAll("groups") String model) {
        PlacedId placed = new PlacedId(id, model, "d-1");

        assertThat(PlacedId.read(placed.text(false))).isEqualTo(placed);
        assertThat(PlacedId.read(placed.text(true))).isEqualTo(placed);
    }

    @Property(tries = 200)
    void noTextBreaksTheReader(@ForAll String text) {
        PlacedId read = PlacedId.read(text);

        assertThat(read == null || !read.id().isEmpty()).isTrue();
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings().withChars("aZ09_-:=").ofMinLength(1).ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> groups() {
        return Arbitraries.strings().withChars("aZ9 /.:éß-").ofMinLength(1).ofMaxLength(20);
    }
}
