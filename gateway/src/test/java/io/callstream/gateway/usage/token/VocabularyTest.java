package io.callstream.gateway.usage.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {
    private static Vocabulary read(String lines) throws IOException {
        return Vocabulary.read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void tokensAreFoundByTheirBytesWithinAText() throws IOException {
        Vocabulary vocabulary = read("YQ== 0\nYg== 1\nYWI= 2\n4pyT 3"); // a, b, ab and a check mark
        byte[] text = "xab✓".getBytes(StandardCharsets.UTF_8);

        assertThat(vocabulary.size()).isEqualTo(4);
        assertThat(vocabulary.rank(text, 1, 2)).isZero();
        assertThat(vocabulary.rank(text, 1, 3)).isEqualTo(2);
        assertThat(vocabulary.rank(text, 3, text.length)).isEqualTo(3);
        assertThat(vocabulary.rank(text, 0, 1)).isEqualTo(Vocabulary.NONE);
        assertThat(vocabulary.rank(text, 0, 3)).isEqualTo(Vocabulary.NONE);
    }

    @Test
    void bytesAreJoinedByRankAndNotFromTheLeft() throws IOException {
        Vocabulary vocabulary = read("YQ== 0\nYg== 1\nYw== 2\nYmM= 3\nYWI= 4\n"); // a, b, c, bc, ab

        assertThat(new PairMerge(vocabulary, 8).count("abc".getBytes(StandardCharsets.UTF_8), 3))
                .isEqualTo(2); // a and bc
        assertThat(new PairMerge(vocabulary, 8).count("abab".getBytes(StandardCharsets.UTF_8), 4))
                .isEqualTo(2);
        assertThat(new PairMerge(vocabulary, 8).count(new byte[0], 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "YQ== 1       | rank 1 in the place of 0",
                "YQ== x       | whose rank is no number",
                "Y-Q= 0       | does not begin with base64",
                "YQ==         | ends in the middle of a line",
            })
    void aFileThatIsNoVocabularyIsRefused(String line, String why) {
        assertThatThrownBy(() -> read(line)).hasMessageContaining(why);
    }
}
