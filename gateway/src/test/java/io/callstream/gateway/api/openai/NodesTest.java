package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values that an answer is put together from: what they hold, when they say nothing, and about what they weigh. */
class NodesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            null   | true
            ""     | true
            []     | true
            {}     | true
            "a"    | false
            [1]    | false
            0      | false
            10     | false
            true   | false
            none   | true
            12345  | false
            """)
    void aValueThatSaysNothingIsEmpty(String json, boolean empty) {
        assertThat(new RawNode(Slice.of(json)).empty()).isEqualTo(empty);
    }

    @Test
    void aValueIsReplacedByALaterOne() {
        RawNode node = new RawNode(Slice.of("1"));

        assertThat(RawNode.of(node, Slice.of("\"a longer value than there was room for\"")))
                .isSameAs(node);
        assertThat(written(node)).isEqualTo("\"a longer value than there was room for\"");
        assertThat(RawNode.of(new TextNode(), Slice.of("2"))).isNotSameAs(node);
        assertThat(RawNode.of(null, Slice.of("2")).json().text()).isEqualTo("2");
    }

    @Test
    void aTextGrowsByItsPieces() {
        TextNode node = new TextNode();
        assertThat(node.empty()).isTrue();

        node.append(Slice.of("\"\""));
        assertThat(node.empty()).isTrue();
        node.append(Slice.of("\"a\\n\""));
        node.append(Slice.of("\"" + "x".repeat(100) + "\""));

        assertThat(node.empty()).isFalse();
        assertThat(written(node)).isEqualTo("\"a\\n" + "x".repeat(100) + "\"");
        assertThat(node.is(Slice.of("\"a\\n" + "x".repeat(100) + "\""))).isTrue();
        assertThat(node.is(Slice.of("\"a\\n" + "x".repeat(99) + "\""))).isFalse();
        assertThat(node.weight()).isGreaterThan(102);
    }

    @Test
    void anObjectKeepsTheOrderOfItsFields() {
        ObjectNode object = new ObjectNode();
        assertThat(object.empty()).isTrue();
        assertThat(written(object)).isEqualTo("{}");

        object.put(Slice.of("b"), raw("1"));
        object.put(Slice.of("a"), raw("2"));
        object.put(Slice.of("b"), raw("3"));

        assertThat(written(object)).isEqualTo("{\"b\":3,\"a\":2}");
        assertThat(object.get(Slice.of("c"))).isNull();
        assertThat(object.empty()).isFalse();
    }

    /** From 33 fields on they are found by an index. */
    @ParameterizedTest
    @CsvSource({"1", "31", "32", "33", "34", "200"})
    void anObjectOfManyFieldsFindsEachOfThem(int count) {
        ObjectNode object = new ObjectNode();
        for (int i = 0; i < count; i++) {
            object.put(Slice.of("n" + i), raw("" + i));
        }
        for (int i = count - 1; i >= 0; i--) {
            Node found = object.get(Slice.of("n" + i));
            assertThat(found).isNotNull();
            assertThat(written(found)).isEqualTo("" + i);
        }
        assertThat(object.get(Slice.of("n" + count))).isNull();

        object.put(Slice.of("late"), raw("7"));
        object.put(Slice.of("n0"), raw("8"));

        assertThat(written(object)).startsWith("{\"n0\":8").endsWith("\"late\":7}");
        assertThat(object.get(Slice.of("late"))).isNotNull();
    }

    @Test
    void whatIsSmallIsKept() {
        ObjectNode object = new ObjectNode();
        for (int i = 0; i < 40; i++) {
            object.put(Slice.of("n" + i), raw(i % 2 == 0 ? "1" : "\"" + "x".repeat(1_000) + "\""));
        }
        assertThat(object.get(Slice.of("n39"))).isNotNull();

        object.keepSmall(500);

        assertThat(object.get(Slice.of("n0"))).isNotNull();
        assertThat(object.get(Slice.of("n1"))).isNull();
        assertThat(object.get(Slice.of("n38"))).isNotNull();
        assertThat(written(object)).doesNotContain("x").startsWith("{\"n0\":1,\"n2\":1");
    }

    @Test
    void anotherOneFillsInWhatIsNotSaid() {
        ObjectNode object = new ObjectNode();
        object.put(Slice.of("a"), raw("1"));
        object.put(Slice.of("b"), raw("null"));
        ObjectNode other = new ObjectNode();
        other.put(Slice.of("a"), raw("2"));
        other.put(Slice.of("b"), raw("3"));
        other.put(Slice.of("c"), raw("4"));

        object.fillFrom(other);

        assertThat(written(object)).isEqualTo("{\"a\":1,\"b\":3,\"c\":4}");
    }

    @Test
    void aListSortsWhatNamesItsIndexAndAppendsTheRest() {
        ListNode list = new ListNode();
        assertThat(list.empty()).isTrue();
        assertThat(written(list)).isEqualTo("[]");

        list.append(Slice.of("7"));
        list.at(2).put(Slice.of("a"), raw("2"));
        list.at(0).put(Slice.of("a"), raw("0"));
        list.append(Slice.of("8"));

        assertThat(written(list)).isEqualTo("[{\"a\":0},{\"a\":2},7,8]");
        assertThat(list.empty()).isFalse();
        ListNode appended = new ListNode();
        appended.append(Slice.of("1"));
        assertThat(appended.empty()).isFalse();
        assertThat(written(appended)).isEqualTo("[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "0 a | 0 -  | same",
                "0 a | 0 a  | same",
                "0 a | 1 a  | same",
                "0 a | 0 b  | other",
                "0 a | 1 -  | other",
                "0 - | 0 a  | same",
                "-1 a | -1 - | same",
                "-1 a | -1 a | same",
                "-1 a | -1 b | other",
                "-1 - | -1 a | same",
                "5 a | -1 - | same",
            })
    void aCallIsKnownByItsIdElseByItsIndexElseItIsTheLastOne(String first, String second, String which) {
        ListNode list = new ListNode();

        ObjectNode one = at(list, first);
        ObjectNode other = at(list, second);

        assertThat(one == other).isEqualTo(which.equals("same"));
    }

    private static ObjectNode at(ListNode list, String place) {
        String[] said = place.split(" ");
        return list.at(Integer.parseInt(said[0]), said[1].equals("-") ? null : said[1]);
    }

    @Test
    void theLatestOfAnIndexGoesOn() {
        ListNode list = new ListNode();
        ObjectNode first = list.at(0, "a");
        ObjectNode second = list.at(0, "b");

        assertThat(list.at(0, null)).isSameAs(second);
        assertThat(list.at(-1, null)).isSameAs(second);
        assertThat(list.at(0, "a")).isSameAs(first);
        assertThat(list.at(0, null)).isSameAs(first);
        assertThat(list.at(-1, "c")).isNotSameAs(first).isNotSameAs(second);
    }

    @Test
    void whatIsHeavierWeighsMore() {
        ObjectNode light = new ObjectNode();
        light.put(Slice.of("a"), raw("1"));
        ObjectNode heavy = new ObjectNode();
        heavy.put(Slice.of("a"), raw("\"" + "x".repeat(10_000) + "\""));
        ListNode list = new ListNode();
        long empty = list.weight();
        list.append(Slice.of("\"" + "x".repeat(10_000) + "\""));

        assertThat(heavy.weight() - light.weight()).isGreaterThan(9_000);
        assertThat(list.weight() - empty).isGreaterThan(9_000);
        long appended = list.weight();
        list.at(0).put(Slice.of("a"), raw("\"" + "x".repeat(10_000) + "\""));
        assertThat(list.weight() - appended).isGreaterThan(9_000);
    }

    @Test
    void anEnvelopeIsReadOnceWhileItStaysTheSame() {
        Envelope envelope = new Envelope();
        Slice first = Slice.of("{\"id\":\"c\",\"n\":1,\"choices\":[]}");
        int end = first.text().indexOf(",\"choices");
        assertThat(envelope.sharedWith(first)).isZero();

        envelope.take(first, end);

        assertThat(envelope.sharedWith(first)).isEqualTo(end);
        assertThat(envelope.sharedWith(Slice.of("{\"id\":\"c\",\"n\":1,\"choices\":[1]}")))
                .isEqualTo(end);
        assertThat(envelope.sharedWith(Slice.of("{\"id\":\"c\",\"n\":12,\"choices\":[]}")))
                .isZero();
        assertThat(envelope.sharedWith(Slice.of("{\"id\":\"d\",\"n\":1,\"choices\":[]}")))
                .isZero();
        assertThat(envelope.sharedWith(Slice.of("{\"id\":\"c\",\"n\":1"))).isZero();
        assertThat(envelope.sharedWith(Slice.of("{\"id\":\"c\",\"n\":1,"))).isZero();
        envelope.forget();
        assertThat(envelope.sharedWith(first)).isZero();
        envelope.take(first, 0);
        assertThat(envelope.sharedWith(first)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"c","choices":[{"delta":{}}]}            | 9  | true
            {"id":"c","n":1,"choices":[{"delta":{}}]}      | 15 | true
            {"choices":[{"delta":{}}],"id":"c"}            | 0  | true
            {"id":"c","usage":{"a":1},"choices":[{}]}      | 0  | false
            {"id":"c","error":{"a":1},"choices":[{}]}      | 0  | false
            {"id":"c","error":null,"choices":[{}]}         | 22 | true
            {"id":"c","choices":[]}                        | 9  | false
            {"id":"c","choices":[{}],"choices":[{}]}       | 0  | true
            """)
    void aChunksEnvelopeEndsBeforeItsChoices(String chunk, int end, boolean ordinary) {
        ChunkScan scan = ChunkScan.of(Slice.of(chunk), 0);

        assertThat(scan.envelope()).isEqualTo(end);
        assertThat(scan.ordinary()).isEqualTo(ordinary);
    }

    private static RawNode raw(String json) {
        return new RawNode(Slice.of(json));
    }

    private static String written(Node node) {
        Bytes out = new Bytes(1);
        node.write(out);
        return out.slice().text();
    }
}
