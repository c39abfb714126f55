package io.callstream.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ByteArraysTest {
    @Test
    void aLittleMoreDoublesTheArray() {
        byte[] grown = ByteArrays.grown(new byte[] {1, 2, 3, 4}, 4, 1);

        assertThat(grown).containsExactly(1, 2, 3, 4, 0, 0, 0, 0);
    }

    @Test
    void muchMoreGetsWhatItNeeds() {
        byte[] grown = ByteArrays.grown(new byte[] {1, 2, 3, 4}, 3, 10);

        assertThat(grown).hasSize(13).startsWith(1, 2, 3);
    }

    @Test
    void anEmptyArrayGrowsToo() {
        assertThat(ByteArrays.grown(new byte[0], 0, 1)).hasSize(1);
    }

    @Test
    void whatNoArrayCanHoldIsAnError() {
        assertThatThrownBy(() -> ByteArrays.grown(new byte[8], 8, Integer.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class);
    }
}
