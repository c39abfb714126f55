package io.callstream.gateway.usage.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Judged by the library jtokkit, whose vocabularies it reads; the single numbers are those of OpenAI's own {@code tiktoken}. */
class TokenizerTest {
    private static final Map<Encoding, com.knuddels.jtokkit.api.Encoding> JUDGES = Map.of(
            Encoding.CL100K, Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE),
            Encoding.O200K, Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE));

    private static long judged(Encoding encoding, String text) {
        return JUDGES.get(encoding).countTokensOrdinary(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "CL100K, `tiktoken is great!`, 6",
                "O200K, `tiktoken is great!`, 6",
                "CL100K, `antidisestablishmentarianism`, 6",
                "O200K, `antidisestablishmentarianism`, 6",
                "CL100K, `2 + 2 = 4`, 7",
                "O200K, `2 + 2 = 4`, 7",
                "CL100K, `お誕生日おめでとう`, 9",
                "O200K, `お誕生日おめでとう`, 8",
                "O200K, ``, 0",
            })
    void textsHaveTheTokensThatTheCookbookGives(Encoding encoding, String text, long tokens) {
        assertThat(encoding.tokenizer().count(text)).isEqualTo(tokens);
    }

    @Property(tries = 3000)
    void anyTextHasAsManyTokensAsTheJudgeFinds(@ForAll Encoding encoding, @ForAll("texts") String text) {
        assertThat(encoding.tokenizer().count(text)).isEqualTo(judged(encoding, text));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                "hello",
                "World",
                "HTTPServer",
                "I'm",
                "they'LL",
                "naïve",
                "日本語",
                "мир",
                "שלום",
                "नमस्ते",
                "e\u0301",
                "😀",
                "👩‍👩‍👧",
                "ǅ",
                "12345",
                "3.14",
                "x+=1;",
                "/usr/bin",
                "</div>",
                "<|endoftext|>",
                "\u00A0",
                "\u2028",
                "'",
                "_",
                "...");
        Arbitrary<String> gaps = Arbitraries.of("", " ", "  ", "\n", "\r\n", "\n\n  ", "\t", " \n ", "   \n\n\n");
        Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(4);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(4, words),
                        net.jqwik.api.Tuple.of(4, gaps),
                        net.jqwik.api.Tuple.of(1, noise))
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @ParameterizedTest
    @EnumSource
    void longTextsAreCountedAsAWhole(Encoding encoding) {
        String text = "one two  three, naïve 😀 café\n\tdef f(x):\n    return x + 1\n\n日本語 のテキスト、".repeat(300);

        assertThat(encoding.tokenizer().count(text)).isEqualTo(judged(encoding, text));
    }

    /** Uncut, its time would grow with the square of the length. */
    @Test
    @Timeout(120)
    void anEndlessWordIsCountedInTime() {
        int length = 25 << 20;

        assertThat(Encoding.O200K.tokenizer().count("a".repeat(length))).isBetween(length / 10L, length / 4L);
    }

    @Test
    void ofATextBeyondTheLongestTheRestIsTakenToBeAsDense() {
        String half = "word ".repeat(Tokenizer.LONGEST / 5);

        long one = Encoding.O200K.tokenizer().count(half);
        assertThat(Encoding.O200K.tokenizer().count(half + half)).isBetween(2 * one - 3, 2 * one + 3);
    }
}
