package io.callstream.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class FittingTest {
    private static final int MOST = 10_000;

    @Test
    void whatFitsIsLeftAlone() {
        JsonNode tree = tree("{\"a\":\"b\"}");
        assertThat(Fitting.cut(tree, MOST)).isFalse();
        assertThat(tree.toString()).isEqualTo("{\"a\":\"b\"}");
    }

    @Test
    void aLongTextKeepsItsBeginningAndAllElseStays() {
        JsonNode tree = tree("{\"messages\":[{\"role\":\"user\",\"content\":\"Once upon a time" + "x".repeat(1_000_000)
                + "\"}],\"usage\":{\"total_tokens\":7},\"id\":\"" + "i".repeat(60) + "\"}");
        assertThat(Fitting.cut(tree, MOST)).isTrue();
        assertThat(Fitting.bytes(tree)).isLessThanOrEqualTo(MOST);
        assertThat(tree.at("/messages/0/content").textValue())
                .startsWith("Once upon a time")
                .endsWith("…");
        assertThat(tree.at("/messages/0/role").textValue()).isEqualTo("user");
        assertThat(tree.at("/usage/total_tokens").intValue()).isEqualTo(7);
        assertThat(tree.path("id").textValue()).hasSize(60);
    }

    @Test
    void longListsManyFieldsAndLongNamesAreCutToo() {
        StringBuilder many = new StringBuilder("{\"list\":[1");
        many.append(",1".repeat(100_000))
                .append("],\"")
                .append("n".repeat(60_000))
                .append("\":1,\"map\":{\"f\":1");
        for (int at = 0; at < 20_000; at++) {
            many.append(",\"f").append(at).append("\":1");
        }
        JsonNode tree = tree(many + "}}");
        assertThat(Fitting.cut(tree, MOST)).isTrue();
        assertThat(Fitting.bytes(tree)).isLessThanOrEqualTo(MOST);
        assertThat(tree.path("list").path(0).intValue()).isEqualTo(1);
        assertThat(tree.path("map").path("f").intValue()).isEqualTo(1);
    }

    @Test
    void idsAreShortenedSoThatTheyStayApart() {
        String one = Texts.id("s".repeat(300) + "1", 200);
        assertThat(one).hasSize(200).isEqualTo(Texts.id("s".repeat(300) + "1", 200));
        assertThat(one).isNotEqualTo(Texts.id("s".repeat(300) + "2", 200));
        assertThat(Texts.id("short", 200)).isEqualTo("short");
    }

    private static JsonNode tree(String json) {
        return JsonReader.tree(json).orElseThrow();
    }
}
