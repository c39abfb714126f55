package io.callstream.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Field names found by their bytes. */
class FieldTableTest {
    private static <T> @Nullable T at(FieldTable<T> table, String json) throws Exception {
        JsonCursor cursor = new JsonCursor(Slice.of(json));
        cursor.beginObject();
        assertThat(cursor.nextField()).isTrue();
        return table.at(cursor);
    }

    @Test
    void everyNameIsFoundAndNoOther() throws Exception {
        Map<String, Integer> names = new LinkedHashMap<>();
        IntStream.range(0, 500).forEach(i -> names.put("field_" + Integer.toString(i * 7919, 36), i));
        FieldTable<Integer> table = new FieldTable<>(names);
        for (Map.Entry<String, Integer> each : names.entrySet()) {
            assertThat(at(table, "{\"" + each.getKey() + "\":1}")).isEqualTo(each.getValue());
            assertThat(at(table, "{\"" + each.getKey() + "x\":1}")).isNull();
        }
    }

    /** Two names of Java's best-known pair of equal hashes stand in one slot. */
    @Test
    void namesOfOneSlotAreToldApart() throws Exception {
        FieldTable<String> table = new FieldTable<>(Map.of("Aa", "first", "BB", "second"));
        assertThat(List.of("Aa", "BB"))
                .extracting(name -> at(table, "{\"" + name + "\":1}"))
                .containsExactly("first", "second");
        assertThat(at(table, "{\"C#\":1}")).isNull();
    }

    @Test
    void escapesAndOtherScriptsMakeNoDifference() throws Exception {
        FieldTable<String> table = new FieldTable<>(Map.of("model", "m", "größe", "g", "", "nothing"));
        assertThat(at(table, "{\"mo\\u0064el\":1}")).isEqualTo("m");
        assertThat(at(table, "{\"größe\":1}")).isEqualTo("g");
        assertThat(at(table, "{\"\":1}")).isEqualTo("nothing");
    }

    @Test
    void anEmptyTableKnowsNothing() throws Exception {
        assertThat(at(new FieldTable<>(Map.<String, String>of()), "{\"a\":1}")).isNull();
    }
}
