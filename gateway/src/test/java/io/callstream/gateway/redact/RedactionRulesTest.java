package io.callstream.gateway.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.config.RedactionTarget;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules are for which calls and targets, what they look for, and which cannot be. */
class RedactionRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{detectors: [mail]}] | m | [mail] +49 30 901820",
                "[{detectors: [mail]}, {detectors: [phone]}] | m | [mail] [phone]",
                "[{detectors: [mail], models: [m]}, {detectors: [phone], models: [n]}] | m | [mail] +49 30 901820",
                "[{detectors: [mail], models: ['m*']}] | max | [mail] +49 30 901820",
                "[{detectors: [mail], apply_to: [provider]}] | m | x@y.org +49 30 901820",
                "[{detectors: [mail], apply_to: [events, provider]}] | m | [mail] +49 30 901820",
                "[{detectors: [mail], keys: [k]}, {detectors: [phone]}] | m | x@y.org [phone]",
            })
    void everyRuleThatIsForACallApplies(String rules, String model, String told) {
        RedactionRig rig = new RedactionRig(rules);

        assertThat(rig.redactions()
                        .of(model, null, RedactionTarget.EVENTS, rig.counters())
                        .text("x@y.org +49 30 901820"))
                .isEqualTo(told);
    }

    @Test
    void aCallWithoutAModelIsForRulesWithoutOne() {
        RedactionRig rig = new RedactionRig("[{detectors: [mail], models: [m]}, {detectors: [phone]}]");

        assertThat(rig.redactions()
                        .of(null, null, RedactionTarget.EVENTS, rig.counters())
                        .text("x@y.org +49 30 901820"))
                .isEqualTo("x@y.org [phone]");
    }

    @Test
    void namesAndTargetsOfAllRulesAreKnown() {
        Redactions redactions =
                new RedactionRig("[{detectors: [mail]}, {patterns: {b: x}, dictionaries: {a: [y]}}]").redactions();

        assertThat(redactions.names()).containsExactly("mail", "b", "a");
        assertThat(redactions.appliesTo(RedactionTarget.EVENTS)).isTrue();
        assertThat(redactions.appliesTo(RedactionTarget.PROVIDER)).isFalse();
        assertThat(Redactions.NONE.names()).isEmpty();
        assertThat(Redactions.NONE
                        .of("m", null, RedactionTarget.EVENTS, RedactionCounters.unseen())
                        .none())
                .isTrue();
    }

    @Test
    void namesAreShownBeforeAnythingIsFound() {
        RedactionRig rig = RedactionRig.all();

        rig.counters().knows(rig.redactions().names());

        assertThat(rig.shown()).containsExactly("card", "iban", "key", "mail", "phone");
        rig.events().text("x@y.org");
        assertThat(rig.count("mail")).isEqualTo(1);
        assertThat(rig.count("card")).isZero();
    }

    /** What begins first gives its name to all that overlaps; of two that begin together, the longer one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{one: abc, two: cde} | abcde | [one]",
                "{one: bc, two: abc} | abcd | [two]d",
                "{one: ab, two: abc} | abcd | [two]d",
                "{one: abcd, two: bc} | abcd | [one]",
                "{one: ab, two: cd} | abcd | [one][two]",
                "{one: ab, two: bc, three: cd} | abcde | [one]e",
                "{one: x*} | ab | ab",
            })
    void whatOverlapsIsOne(String patterns, String text, String told) {
        assertThat(new RedactionRig("[{patterns: " + patterns + "}]").events().text(text))
                .isEqualTo(told);
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace(@TempDir Path folder) throws IOException {
        Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {'M', (byte) 0xfc, 'l'});

        assertRefused(
                "[{detectors: [mail]}, {patterns: {p: '(x'}}]",
                "callstream.redaction.rules[1].patterns.p: is no regular expression in RE2's syntax: missing closing )");
        assertRefused(
                "[{dictionary_files: {d: /nowhere/at/all}}]",
                "callstream.redaction.rules[0].dictionary_files.d: /nowhere/at/all cannot be read: NoSuchFileException");
        assertRefused(
                "[{dictionary_files: {d: '" + latin + "'}}]",
                "callstream.redaction.rules[0].dictionary_files.d: " + latin + " is no text in UTF-8");
    }

    /** More words than fit into the first table of steps, found all the same. */
    @Test
    void aLargeDictionaryIsFoundToTheLastWord() {
        List<String> words =
                IntStream.range(0, 3000).mapToObj(i -> "w" + i * 7919).toList();
        WordFinder finder = new WordFinder("w", words);

        assertThat(Found.marked(finder, String.join(" ", words)))
                .isEqualTo("[w] ".repeat(3000).strip());
        assertThat(Found.marked(finder, "w1 w2 w7918 ww0 w")).isEqualTo("w1 w2 w7918 ww0 w");
    }

    private static void assertRefused(String rules, String message) {
        assertThatThrownBy(() -> new RedactionRig(rules))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }
}
