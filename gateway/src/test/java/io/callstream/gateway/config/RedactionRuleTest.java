package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken out of texts: a rule that would find nothing by mistake is refused. */
class RedactionRuleTest {
    private static final String PLACE = "callstream.redaction.rules[0].";

    private static String file(String rule) {
        return Configs.MODEL + "callstream: {redaction: {rules: [{" + rule + "}]}}";
    }

    private static RedactionRule read(String rule) {
        return Configs.read(file(rule)).events().capture().redaction().rules().get(0);
    }

    @Test
    void aRuleSaysWhatItFindsWhereAndForWhom() {
        assertThat(
                        read(
                                "detectors: [mail, KEY], patterns: {id: 'A[0-9]+'}, dictionaries: {names: [Ann, 7], one: Bob},"
                                        + " dictionary_files: {more: words.txt}, apply_to: [events, provider], models: [m], keys: [k], teams: [t]"))
                .isEqualTo(new RedactionRule(
                        List.of(Detector.MAIL, Detector.KEY),
                        Map.of("id", "A[0-9]+"),
                        Map.of("names", List.of("Ann", "7"), "one", List.of("Bob")),
                        Map.of("more", "words.txt"),
                        new CallFilter(List.of("m"), List.of("k"), List.of("t")),
                        Set.of(RedactionTarget.EVENTS, RedactionTarget.PROVIDER)));
        assertThat(read("detectors: iban").applyTo()).containsExactly(RedactionTarget.EVENTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "detectors: [mail, face]                  | detectors: has 'face' (expected mail, phone, card, iban, key)",
                "detectors: [mail], apply_to: [everything] | apply_to: has 'everything' (expected events, provider)",
                "patterns: {Id: x}                        | patterns.Id: is no name (expected lower-case letters, digits, _ and -,"
                        + " at most 40)",
                "patterns: {1d: x}                        | patterns.1d: is no name (expected lower-case letters, digits, _ and -,"
                        + " at most 40)",
                "dictionaries: {'a b': [x]}               | dictionaries.a b: is no name (expected lower-case letters, digits, _"
                        + " and -, at most 40)",
                "dictionary_files: {a.b: x}               | dictionary_files.a.b: is no name (expected lower-case letters, digits,"
                        + " _ and -, at most 40)",
                "dictionaries: {names: []}                | dictionaries.names: is no list of words",
                "dictionaries: {names: {ann: bob}}        | dictionaries.names: is no list of words",
                "dictionaries: {names: [ann, [bob]]}      | dictionaries.names: is no list of words",
                "dictionaries: {names: ''}                | dictionaries.names: is no list of words",
                "dictionaries: {names: [ann, ' ']}        | dictionaries.names: is no list of words",
                "patterns: [a]                            | patterns: expected a mapping of keys to values",
                "dettectors: [mail], patterns: {a: b}     | dettectors: is not a known setting (did you mean detectors?)",
            })
    void whatIsWrongIsNamed(String rule, String problem) {
        assertThat(Configs.problems(file(rule))).containsExactly(PLACE + problem);
    }

    @ParameterizedTest
    @CsvSource({"a, true", "a1_-, true"})
    void aNameHasUpToFortyCharacters(String start, boolean ok) {
        String longest = start + "x".repeat(40 - start.length());

        assertThat(Configs.problems(file("patterns: {" + longest + ": x}")).isEmpty())
                .isEqualTo(ok);
        assertThat(Configs.problems(file("patterns: {" + longest + "x: x}"))).hasSize(1);
    }

    /** Empty lists leave nobody out; a name has to fit as a whole, but for its stars. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // filter                        | model | alias | team | takes
                "                                | m     |       |      | true",
                "models: [m]                     | m     |       |      | true",
                "models: [m]                     | mm    |       |      | false",
                "models: ['openai/*']            | openai/x |    |      | true",
                "models: ['a*', m]               | m     |       |      | true",
                "keys: [k]                       | m     | k     |      | true",
                "keys: [k]                       | m     | l     |      | false",
                "keys: [k]                       | m     |       |      | false",
                "teams: [t]                      | m     | k     | t    | true",
                "teams: [t]                      | m     | k     | u    | false",
                "teams: [t]                      | m     | k     |      | false",
                "models: [m], keys: [k], teams: [t] | m  | k     | t    | true",
                "models: [n], keys: [k], teams: [t] | m  | k     | t    | false",
                "models: [m], keys: [l], teams: [t] | m  | k     | t    | false",
            })
    void aRuleIsForTheCallsThatItNames(
            @Nullable String filter, String model, @Nullable String alias, @Nullable String team, boolean takes) {
        CallFilter read =
                read("detectors: mail" + (filter == null ? "" : ", " + filter)).filter();
        ApiKey key = new ApiKey(KeyHash.of("x"), alias, team, null, List.of(), List.of(), List.of());

        assertThat(read.takes(model, key)).isEqualTo(takes);
    }

    @Test
    void aCallWithoutAKeyIsOfNoKeyAndNoTeam() {
        assertThat(read("detectors: mail").filter().takes("m", null)).isTrue();
        assertThat(read("detectors: mail, keys: [k]").filter().takes("m", null)).isFalse();
        assertThat(read("detectors: mail, teams: [t]").filter().takes("m", null))
                .isFalse();
    }

    @Test
    void theWordOfADetectorStandsInMarks() {
        assertThat(Detector.MAIL.word()).isEqualTo("mail");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "events: false                         | false | true  | FULL",
                "chunks: false                         | true  | false | FULL",
                "capture: reference                    | true  | true  | REFERENCE",
                "capture: none                         | true  | true  | NONE",
            })
    void whatIsRecordedIsSaid(String settings, boolean events, boolean chunks, Capture bodies) {
        CaptureConfig capture = Configs.read(Configs.MODEL + "callstream: {" + settings + "}")
                .events()
                .capture();

        assertThat(capture.events()).isEqualTo(events);
        assertThat(capture.chunks()).isEqualTo(chunks);
        assertThat(capture.bodies()).isEqualTo(bodies);
    }

    @Test
    void headersThatCarryCredentialsAreNeverKept() {
        assertThat(Configs.read(
                                Configs.MODEL
                                        + "callstream: {request_headers: [X-Team, x-team, Authorization, x-api-key, langfuse_*]}")
                        .events()
                        .capture()
                        .requestHeaders())
                .containsExactly("x-team", "langfuse_*");
    }
}
