package io.callstream.gateway.redact;

import static io.callstream.gateway.redact.Found.marked;
import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of a dictionary are found as people write them, however their letters are put together; and not within other words. */
class UnicodeWordsTest {
    /** What comes out of a PDF, or of a file's name on a Mac, has its accents as characters of their own (NFD). */
    @ParameterizedTest
    @EnumSource(
            value = Normalizer.Form.class,
            names = {"NFC", "NFD"})
    void accentsThatStandAloneAreTheSameLetters(Normalizer.Form form) {
        for (String name : List.of("Müller", "Żółć", "Nguyễn", "José", "Ångström", "が")) {
            for (Normalizer.Form written : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
                String text = "Dear " + Normalizer.normalize(name, form) + ", hello";
                WordFinder finder = new WordFinder("name", List.of(Normalizer.normalize(name, written)));

                assertThat(marked(finder, text)).as("%s in %s", name, form).isEqualTo("Dear [name], hello");
            }
        }
    }

    /** An accent behind a word belongs to it: it is another word then. */
    @Test
    void aWordWithAnAccentIsNotTheOneWithout() {
        String text = "Jose\u0301 is not Jose, and e\u0301Jose is none";

        assertThat(marked(new WordFinder("name", List.of("Jose")), text))
                .isEqualTo("Jose\u0301 is not [name], and e\u0301Jose is none");
    }

    @ParameterizedTest
    @CsvSource({
        "MÜLLER, Müller",
        "müller, MÜLLER",
        "ΣΊΣΥΦΟΣ, σίσυφος",
        "σίσυφος, Σίσυφος",
        "ЖУКОВ, жуков",
        "İnan, i̇nan",
        "ﬁnn, ﬁnn",
    })
    void caseIsNothing(String word, String written) {
        assertThat(marked(new WordFinder("name", List.of(word)), "to " + written + "."))
                .isEqualTo("to [name].");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Annabel", "Susann", "Ann7", "7Ann", "Äann"})
    void aPartOfAnotherWordIsNone(String written) {
        assertThat(marked(new WordFinder("name", List.of("Ann")), written)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann", "(Ann)", "\"Ann\"", "Ann's", "_Ann_", "Ann\n", "-Ann-", "😀Ann😀"})
    void aWordBetweenSignsIsOne(String written) {
        assertThat(marked(new WordFinder("name", List.of("Ann")), written)).isEqualTo(written.replace("Ann", "[name]"));
    }

    @Test
    void theLongestOfThoseThatBeginTogetherIsTakenOut() {
        WordFinder finder = new WordFinder("name", List.of("Ann", "Ann Lee", "Lee", "Ann Lee Smith"));

        assertThat(marked(finder, "Ann Lee Smith met Ann Leek and Lee")).isEqualTo("[name] met [name] Leek and [name]");
    }

    @Test
    void wordsOfOtherScriptsAndSignsAreFound() {
        WordFinder finder = new WordFinder("name", List.of("山田", "C++", "O'Brien", "a.b", "𝒜nn"));

        assertThat(marked(finder, "山田 O'BRIEN (c++) A.B 𝒜nn")).isEqualTo("[name] [name] ([name]) [name] [name]");
    }

    @Test
    void aDictionaryOfNothingFindsNothing() {
        assertThat(marked(new WordFinder("name", List.of("", "  ", "\t")), "a  b"))
                .isEqualTo("a  b");
    }
}
