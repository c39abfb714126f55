package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.redact.TextRedaction;
import io.callstream.json.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an event takes of a value: absent, as it is, masked, cut, and which columns it says were cut. */
class EventContentTest {
    private static final Bounds SMALL = new Bounds(8, 12, 16, 40, 3);
    private final EventContent content = new EventContent(SMALL, OwnKey.NONE, TextRedaction.NONE);

    @ParameterizedTest
    @CsvSource({
        "abc, abc, false",
        "12345678, 12345678, false",
        "123456789, 12345678, true",
        "日本語, 日本, true",
        "'', '', false",
    })
    void aNameIsCutAtItsBound(String name, String recorded, boolean cut) {
        assertThat(content.name("model", name)).isEqualTo(recorded);
        assertThat(content.cut().contains("model")).isEqualTo(cut);
        assertThat(content.masked()).isFalse();
    }

    @Test
    void whatIsAbsentStaysSo() {
        assertThat(content.name("model", null)).isNull();
        assertThat(content.text("message", null)).isNull();
        assertThat(content.body(null)).isNull();
        assertThat(content.beginning("error", null, 5)).isNull();
        assertThat(content.cut()).isEmpty();
    }

    @Test
    void aTextMayBeLongerThanAName() {
        assertThat(content.text("message", "123456789012")).isEqualTo("123456789012");
        assertThat(content.text("message", "1234567890123")).isEqualTo("123456789012");
        assertThat(content.cut()).containsExactly("message");
    }

    /** A credential is known even when the cut goes through it. */
    @Test
    void whatIsCutIsMaskedFirst() {
        assertThat(content.text("message", "is sk-abcdefghijklmnop1234")).isEqualTo("is ****");
        assertThat(content.masked()).isTrue();
        assertThat(content.cut()).isEmpty();
    }

    @Test
    void everyColumnIsNamedOnce() {
        content.name("b", "123456789");
        content.name("a", "123456789");
        content.name("b", "123456789");
        content.cut("c");

        assertThat(content.cut()).containsExactly("b", "a", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b c       | a b c   | false",
                "a b c d     | a b c   | true",
                "123456789 b | 12345678 b | true",
                "sk-abcd1234 b | **** b | false",
            })
    void aListHasABound(String names, String recorded, boolean cut) {
        assertThat(content.names("tags", List.of(names.split(" ")))).containsExactly(recorded.split(" "));
        assertThat(content.cut().equals(List.of("tags"))).isEqualTo(cut);
    }

    @Test
    void aListThatNeedsNoChangeIsTheSame() {
        List<String> names = List.of("a", "b");

        assertThat(content.names("tags", names)).isSameAs(names);
    }

    @Test
    void aListIsCutWhereAllOfItIsTooMuch() {
        EventContent many = new EventContent(new Bounds(8, 8, 8, 12, 99), OwnKey.NONE, TextRedaction.NONE);

        assertThat(many.names("tags", List.of("12345678", "1234", "1"))).containsExactly("12345678", "1234");
        assertThat(many.names("tags", List.of("12345678", "12345", "1"))).containsExactly("12345678");
        assertThat(many.cut()).containsExactly("tags");
    }

    @Test
    void aMapHasABoundOfEntriesOfValuesAndOfAll() {
        Map<String, String> entries = new LinkedHashMap<>();
        IntStream.range(0, 5).forEach(i -> entries.put("k" + i, "v" + i));

        assertThat(content.map("metadata", entries, 16)).containsExactly(entry("k0"), entry("k1"), entry("k2"));
        assertThat(content.map("other", Map.of("k", "1234"), 3)).containsExactly(Map.entry("k", "123"));
        assertThat(content.map("names", Map.of("123456789", "v"), 3)).containsExactly(Map.entry("12345678", "v"));
        assertThat(content.map("none", Map.of(), 3)).isEmpty();
        assertThat(content.cut()).containsExactly("metadata", "other", "names");
    }

    private static Map.Entry<String, String> entry(String key) {
        return Map.entry(key, key.replace('k', 'v'));
    }

    @Test
    void aMapIsCutWhereAllOfItIsTooMuch() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("a", "x".repeat(16));
        entries.put("b", "x".repeat(16));
        entries.put("c", "x".repeat(16));

        assertThat(content.map("metadata", entries, 16)).containsOnlyKeys("a", "b");
        assertThat(content.cut()).containsExactly("metadata");
    }

    /** Of a long body, its first characters; the cut goes between two of them. */
    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc, false",
        "abcd, 3, abc, true",
        "日本語, 2, 日本, true",
        "a😀b, 2, a, true",
        "a😀b, 3, a😀, true",
        "abc, 0, '', true"
    })
    void theBeginningOfABody(String body, int most, String recorded, boolean cut) {
        assertThat(text(content.beginning("error", Slice.of(body), most))).isEqualTo(recorded);
        assertThat(content.cut().contains("error")).isEqualTo(cut);
    }

    @Test
    void ofAVeryLongBodyLittleIsLookedAt() {
        Slice beginning = content.beginning("error", Slice.of("日".repeat(100_000)), 10);

        assertThat(text(beginning)).isEqualTo("日".repeat(10));
        assertThat(content.cut()).containsExactly("error");
    }

    private static @Nullable String text(@Nullable Slice slice) {
        return slice == null ? null : slice.text();
    }

    @Test
    void theGatewaysOwnKeyIsMaskedEverywhere() {
        EventContent own = new EventContent(
                Bounds.USUAL, OwnKey.of(new RandomFacts(1).deployment("my-own-key")), TextRedaction.NONE);

        assertThat(own.name("a", "x my-own-key y")).isEqualTo("x **** y");
        assertThat(text(own.body(Slice.of("\"my-own-key\"")))).isEqualTo("\"****\"");
        assertThat(own.map("h", Map.of("my-own-key", "my-own-key"), 99)).containsExactly(Map.entry("****", "****"));
        assertThat(own.masked()).isTrue();
    }
}
