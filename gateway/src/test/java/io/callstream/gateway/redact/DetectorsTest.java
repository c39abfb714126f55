package io.callstream.gateway.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.json.Slice;
import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken out of texts, and what is not. */
class DetectorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write to ada.lovelace+x@mail.example.org, please | Write to [mail], please",
                "<a@b.co> | <[mail]>",
                "grüße@müller.de | [mail]",
                "a@b.co a@b.co | [mail] [mail]",
                "Call +49 (30) 901820-0 now | Call [phone] now",
                "0049 30 901820 | [phone]",
                "(555) 010-9999 or 555-010-9999 | [phone] or [phone]",
                "1-555-010-9999 | [phone]",
                "card 4111 1111 1111 1111, exp | card [card], exp",
                "4111111111111111 | [card]",
                "x5500-0000-0000-0004y | x[card]y",
                "1 4111111111111111 | 1 [card]",
                "378282246310005 123 | [card] 123",
                "DE89 3704 0044 0532 0130 00 is mine | [iban] is mine",
                "gb82WEST12345698765432 | [iban]",
                "FR14 2004 1010 0505 0001 3M02 606. | [iban].",
                "the key sk-abcdefghijklmnop1234 | the key [key]",
            })
    void isTakenOut(String text, String clean) {
        assertThat(RedactionRig.all().events().text(text)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "me@home",
                "@everyone",
                "a @ b.co",
                "4111 1111 1111 1112",
                "1732665600000",
                "2026-11-26T23:48:17Z",
                "3.141592653589793",
                "192.168.100.200",
                "GB83 WEST 1234 5698 7654 32",
                "DEAR 2024 readers of this",
                "1+12345678 = 12345679",
                "order 555-0109999",
                "gpt-4o-2024-11-20",
                "chatcmpl-9x8y7z",
                ""
            })
    void isLeft(String text) {
        assertThat(RedactionRig.all().events().text(text)).isEqualTo(text);
    }

    @Test
    void patternsAndDictionariesHaveNamesOfTheirOwn(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("projects.txt"), "Blue Bird\n\n  x-ray \n");
        RedactionRig rig =
                new RedactionRig("[{patterns: {ticket: 'TKT-[0-9]+'}, dictionaries: {customer: [Acme, ÄRZTE]},"
                        + " dictionary_files: {project: '" + file + "'}}]");

        assertThat(rig.events().text("TKT-42 of acme and ärzte: blue bird, X-RAY; Acmeville, bluebird and TKT- stay"))
                .isEqualTo(
                        "[ticket] of [customer] and [customer]: [project], [project]; Acmeville, bluebird and TKT- stay");
        assertThat(rig.count("customer")).isEqualTo(2);
        assertThat(rig.count("ticket")).isEqualTo(1);
    }

    /** As Windows' editor saves it. */
    @Test
    void aDictionaryMayBeginWithAByteOrderMark(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("words.txt"), "\uFEFFBlue Bird\r\nAcme\r\n");
        RedactionRig rig = new RedactionRig("[{dictionary_files: {word: '" + file + "'}}]");

        assertThat(rig.events().text("blue bird of Acme")).isEqualTo("[word] of [word]");
    }

    @Test
    void wordsWithinWordsAreFoundWhereTheyAreWhole() {
        RedactionRig rig = new RedactionRig("[{dictionaries: {w: [he, she, hers, 'she said']}}]");

        assertThat(rig.events().text("she said hers, he ushers")).isEqualTo("[w] [w], [w] ushers");
    }

    @Test
    void theTimeOfAnExpressionIsLinear() {
        RedactionRig rig = new RedactionRig("[{patterns: {evil: '(a+)+$'}}]");

        assertThat(rig.events().text("a".repeat(20_000) + "!")).endsWith("!");
    }

    @Test
    void jsonStaysJsonAndItsEscapesAreRead() {
        String body =
                "{ \"a\" : \"x\\u0040y.org\", \"n\":4111111111111111,\"t\":\"{\\\"to\\\":\\\"a\\\\u0040b.co\\\"}\","
                        + "\"k@l.de\":[\"+49 30 901820\", 12345678, true, null, \"\\\"\"] }";

        Slice clean = RedactionRig.all().events().body(Slice.of(body));

        assertThat(clean).isNotNull();
        assertThat(clean.text())
                .isEqualTo("{ \"a\" : \"[mail]\", \"n\":\"[card]\",\"t\":\"{\\\"to\\\":\\\"[mail]\\\"}\","
                        + "\"[mail]\":[\"[phone]\", 12345678, true, null, \"\\\"\"] }");
    }

    @Test
    void whatHasNothingComesBackAsItIs() {
        Slice body = Slice.of("{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");

        assertThat(RedactionRig.all().events().body(body)).isSameAs(body);
    }

    @Test
    void whatCannotBeLookedThroughIsLeftOut() {
        RedactionRig rig = RedactionRig.all();

        assertThat(rig.events().body(Slice.of("x".repeat(70_000)))).isNull();
        assertThat(rig.events().body(Slice.of("{\"cut\":\"a\\u0040b.co"))).isNull();
        assertThat(rig.events().text("x".repeat(70_000))).isEqualTo("[left out]");
        assertThat(rig.counters().allLeftOut()).isEqualTo(3);
    }

    @Test
    void aTextThatIsNoJsonIsLookedThroughAsItIs() {
        assertThat(RedactionRig.all()
                        .events()
                        .body(Slice.of("error for a@b.co"))
                        .text())
                .isEqualTo("error for [mail]");
    }

    @Test
    void aRuleIsForSomeCalls() {
        RedactionRig rig = new RedactionRig("[{detectors: [mail], models: [other]}, {detectors: [card], teams: [t]}]");

        assertThat(rig.events().none()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{patterns: {p: '(x'}}] | callstream.redaction.rules[0].patterns.p",
                "[{patterns: {'Not A Name': 'x'}}] | patterns.Not A Name",
                "[{dictionary_files: {d: /nowhere/at/all}}] | dictionary_files.d",
                "[{detectors: [smell]}] | mail, phone, card, iban, key",
                "[{}] | detectors",
                "[{detectors: [mail], apply_to: [logs]}] | apply_to",
            })
    void wrongRulesAreNamed(String rules, String named) {
        assertThatThrownBy(() -> new RedactionRig(rules))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(named);
    }
}
