package io.callstream.gateway.api.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.odd.OddJson;
import io.callstream.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Input items as the API shows them again, and pages of them. */
class KeptItemsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"i","type":"message","role":"user","content":"Hi"} | {"id":"i","type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
            {"id":"i","role":"user","content":"Hi"}                  | {"id":"i","role":"user","content":[{"type":"input_text","text":"Hi"}],"type":"message"}
            {"id":"i","role":"system","content":""}                  | {"id":"i","role":"system","content":[{"type":"input_text","text":""}],"type":"message"}
            {"id":"i","role":"assistant","content":"Hi"}             | {"id":"i","role":"assistant","content":[{"type":"output_text","text":"Hi","annotations":[]}],"type":"message"}
            {"id":"i","role":"user","content":[{"type":"input_image","file_id":"f"}]} | {"id":"i","role":"user","content":[{"type":"input_image","file_id":"f"}],"type":"message"}
            {"id":"i","type":"function_call_output","output":"Hi"}   | {"id":"i","type":"function_call_output","output":"Hi"}
            """)
    void anItemSaysWhatItIsAndItsTextIsAPart(String item, String shown) {
        assertThat(KeptItems.named("resp_1", items("[" + item + "]"), false))
                .singleElement()
                .hasToString(shown);
    }

    @Test
    void anItemWithoutAnIdHasTheSameOneEachTimeAndAnotherThanAllOthers() {
        List<JsonValue> items = items("[{\"role\":\"user\"},{\"role\":\"user\"}]");

        String first = id(KeptItems.named("resp_1", items, false).get(0));

        assertThat(first).matches("msg_[0-9a-f]{32}");
        assertThat(id(KeptItems.named("resp_1", items, false).get(0))).isEqualTo(first);
        assertThat(id(KeptItems.named("resp_1", items, true).get(1))).isEqualTo(first);
        assertThat(id(KeptItems.named("resp_1", items, false).get(1))).isNotEqualTo(first);
        assertThat(id(KeptItems.named("resp_2", items, false).get(0))).isNotEqualTo(first);
    }

    @Test
    void whatIsNoItemIsNotShown() {
        assertThat(KeptItems.named("resp_1", items("[7,\"a\",null,{\"id\":\"i\"}]"), false))
                .singleElement()
                .hasToString("{\"id\":\"i\",\"type\":\"message\"}");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "first",
            value = {
                "first, 2, a b, true",
                "first, 4, a b c d, false",
                "first, 100, a b c d, false",
                "a, 1, b, true",
                "b, 2, c d, false",
                "c, 2, d, false",
                "d, 2, '', false",
                "nobody, 2, a b, true",
            })
    void aPageBeginsBehindTheLastItemOfTheOneBefore(@Nullable String after, int most, String ids, boolean more) {
        List<JsonValue> all = items("[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"},{\"id\":\"d\"}]");

        JsonValue.Obj page = (JsonValue.Obj) KeptItems.page(all, after, most);

        assertThat(page.list("data"))
                .extracting(KeptItemsTest::id)
                .isEqualTo(ids.isEmpty() ? List.of() : List.of(ids.split(" ")));
        assertThat(page.text("object")).isEqualTo("list");
        assertThat(page.get("has_more")).hasToString(Boolean.toString(more));
        assertThat(page.text("first_id")).isEqualTo(ids.isEmpty() ? null : ids.substring(0, 1));
        assertThat(page.text("last_id")).isEqualTo(ids.isEmpty() ? null : ids.substring(ids.length() - 1));
    }

    private static @Nullable String id(JsonValue item) {
        return ((JsonValue.Obj) item).text("id");
    }

    private static List<JsonValue> items(String json) {
        return ((JsonValue.Arr) OddJson.read(json)).elements();
    }
}
