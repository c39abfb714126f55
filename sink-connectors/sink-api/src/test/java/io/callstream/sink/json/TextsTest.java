package io.callstream.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void aTextWithinTheLimitIsKept() {
        assertThat(Texts.cut("four", 4)).isEqualTo("four");
    }

    @Test
    void whatIsCutOffIsShown() {
        assertThat(Texts.cut("fives", 4)).isEqualTo("fiv…");
    }

    @Test
    void noCharacterIsCutInHalf() {
        assertThat(Texts.cut("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(Texts.cut("ab😀cd", 5)).isEqualTo("ab😀…");
    }
}
