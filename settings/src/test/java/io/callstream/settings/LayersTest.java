package io.callstream.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LayersTest {
    private final Problems problems = new Problems();
    private final ConfigFile files = new ConfigFile(Environment.of(Map.of()));

    @Test
    void mappingsMergeListsJoinAndSingleValuesWin() {
        Section below = files.parse("a: {x: 1, y: 2}\nlist: [one]\nonly: below", "below", problems);
        Section above = files.parse("a: {y: 3}\nlist: [two]", "above", problems);

        Section merged = above.over(below);

        assertThat(merged.section("a").text("x")).contains("1");
        assertThat(merged.section("a").text("y")).contains("3");
        assertThat(merged.texts("list")).containsExactly("one", "two");
        assertThat(merged.text("only")).contains("below");
    }

    @Test
    void aVariableThatIsNotSetHidesNothing() {
        Section below = files.parse("key: kept", "below", problems);
        Section above = files.parse("key: os.environ/NOT_SET", "above", problems);

        assertThat(above.over(below).text("key")).contains("kept");
    }

    @Test
    void whatNobodyReadIsStillUnknown() {
        Section below = files.parse("callstream: {known: 1}", "below", problems);
        Section above = files.parse("callstream: {typo: 1}", "above", problems);

        Section merged = above.over(below);
        merged.section("callstream").text("known");

        assertThat(merged.unknownKeys()).containsExactly("callstream.typo");
    }
}
