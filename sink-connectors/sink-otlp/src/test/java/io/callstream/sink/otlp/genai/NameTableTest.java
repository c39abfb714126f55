package io.callstream.sink.otlp.genai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.otlp.span.Attributes;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NameTableTest {
    @Test
    void namesAreReplacedAddedAndLeftOut() {
        NameTable table =
                NameTable.same().instead("a", "b").also("c", "d").instead("e").also("a", "f");
        assertThat(names(table, "a", "c", "e", "g")).containsExactly("b", "f", "c", "d", "g");
    }

    @Test
    void aStarKeepsWhatItStandsFor() {
        NameTable table = NameTable.same().instead("meta.*", "x.y.*").also("meta.one", "first");
        assertThat(names(table, "meta.one", "meta.two", "metal"))
                .containsExactly("meta.one", "first", "x.y.two", "metal");
    }

    @Test
    void settingsWinOverWhatIsThere() {
        NameTable table = NameTable.same().instead("a", "b").with(Map.of("a", "z", "c", ""));
        assertThat(names(table, "a", "c")).containsExactly("z");
    }

    private static List<String> names(NameTable table, String... keys) {
        Attributes attributes = new Attributes();
        for (String key : keys) {
            attributes.text(key, "value");
        }
        return table.applied(attributes.pairs()).stream().map(KeyValue::getKey).toList();
    }
}
