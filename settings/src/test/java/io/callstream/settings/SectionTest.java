package io.callstream.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {
    private final Problems problems = new Problems();

    private enum Color {
        RED,
        DARK_BLUE
    }

    @Test
    void aSectionThatIsReadAgainKnowsNothingOfTheFirstReading() {
        Section section = parse("port: soon\n");
        section.integer("port", 1, 0, 9);
        Problems others = new Problems();

        Section again = section.again(others);

        assertThat(again.unread()).containsExactly("port");
        assertThat(others.none()).isTrue();
        again.integer("port", 1, 0, 9);
        assertThat(others.found()).hasSize(1);
    }

    @Test
    void valuesComeBackInTheirTypes() {
        Section section = parse("""
                name: gateway
                port: 4000
                enabled: yes
                share: 0.25
                size: 64MiB
                wait: 500ms
                color: dark-blue
                where: https://example.com/path
                tags: [a, b]
                one: a
                headers: {x-team: core}
                """);

        assertThat(section.text("name")).contains("gateway");
        assertThat(section.integer("port", 1, 0, 65_535)).isEqualTo(4000);
        assertThat(section.flag("enabled", false)).isTrue();
        assertThat(section.decimal("share")).contains(0.25);
        assertThat(section.bytes("size", 0)).isEqualTo(64L << 20);
        assertThat(section.duration("wait", Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
        assertThat(section.choice("color", Color.class, Color.RED)).isEqualTo(Color.DARK_BLUE);
        assertThat(section.url("where"))
                .hasValueSatisfying(url -> assertThat(url).hasHost("example.com"));
        assertThat(section.texts("tags")).containsExactly("a", "b");
        assertThat(section.texts("one")).containsExactly("a");
        assertThat(section.textMap("headers")).containsExactly(Map.entry("x-team", "core"));
        assertThat(problems.none()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'100_000', 100000", "1e6, 1000000", "3.0, 3", "'\"7\"', 7"})
    void wholeNumbersAreReadHoweverTheyAreWritten(String written, int number) {
        Section section = parse("tpm: " + written);

        assertThat(section.integer("tpm", 1, 0, 10_000_000)).isEqualTo(number);
        assertThat(section.get(Key.integer("tpm").byDefault("1").says("Tokens.")))
                .isEqualTo(number);
        assertThat(problems.found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5", "_1", "1__0", "1e30", "'1 0'", "many"})
    void whatIsNoWholeNumberIsAProblem(String written) {
        Section section = parse("tpm: " + written);

        section.integer("tpm", 1, 0, 10);
        section.get(Key.integer("tpm").byDefault("1").says("Tokens."));

        assertThat(problems.found()).isNotEmpty().allMatch(each -> each.startsWith("tpm: is '"));
    }

    @Test
    void aVariableThatIsNotSetIsWarnedOfWhereSomebodyAskedForIt() {
        Section section = parse("""
                retries: os.environ/RETRIES
                url: os.environ/URL
                other: os.environ/OTHER
                inner: {callbacks: [a, os.environ/CALLBACK]}
                left_out: {key: os.environ/NOBODY_READS_IT}
                """);
        section.section("left_out").leaveOut();
        section.integer("retries", 1, 0, 10);
        section.required("url");
        section.section("inner").texts("callbacks");

        section.warnOfUnsetVariables();

        assertThat(problems.warnings())
                .containsExactly(
                        "retries: needs environment variable RETRIES, which is not set: it counts as if it were not there",
                        "inner.callbacks: needs environment variable CALLBACK, which is not set: it counts as if it were not there");
    }

    @Test
    void aKeyThatIsNotThereGivesTheDefault() {
        Section section = parse("other: 1");

        assertThat(section.text("name", "fallback")).isEqualTo("fallback");
        assertThat(section.integer("port", 7, 0, 10)).isEqualTo(7);
        assertThat(section.section("nothing").isEmpty()).isTrue();
        assertThat(section.sections("nothing")).isEmpty();
        assertThat(problems.none()).isTrue();
    }

    @Test
    void everyProblemIsReportedWithItsPath() {
        Section server = parse("""
                        server:
                          port: many
                          backlog: 99
                          tls: on or off
                          where: ftp://example.com
                          color: green
                          wait: soon
                          list: {a: 1}
                          surprise: 1
                        """).section("server");

        server.integer("port", 1, 0, 10);
        server.integer("backlog", 1, 0, 10);
        server.flag("tls", false);
        server.url("where");
        server.choice("color", Color.class, Color.RED);
        server.duration("wait", Duration.ZERO);
        server.texts("list");
        server.required("certificate");
        server.rejectUnknownKeys();

        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        failure -> assertThat(failure.problems())
                                .containsExactly(
                                        "server.port: is 'many' (expected a number)",
                                        "server.backlog: is 99 (expected 0 to 10)",
                                        "server.tls: is 'on or off' (expected true or false)",
                                        "server.where: is no address (expected http://... or https://...)",
                                        "server.color: is 'green' (expected one of red, dark_blue)",
                                        "server.wait: is 'soon' (expected a span of time such as 500ms, 30s or 5m)",
                                        "server.list: expected a single value",
                                        "server.certificate: is missing",
                                        "server.surprise: is not a known setting"));
    }

    @Test
    void unknownKeysAreFoundInSectionsThatWereOpened() {
        Section root = parse("models: [{name: a, colour: red}]\nextra: 1\nopen: {x: 1}");

        root.sections("models").forEach(model -> model.text("name"));
        root.section("open").accept("x");

        assertThat(root.unknownKeys()).containsExactly("extra", "models[0].colour");
    }

    @Test
    void aSizeThatNoMachineHasIsWrong() {
        assertThatThrownBy(() -> Quantities.bytes("99999999999GiB"))
                .hasMessage("is '99999999999GiB' (expected a size that a machine can have)");
    }

    @ParameterizedTest
    @CsvSource({"1500, 1500", "2KiB, 2048", "2kb, 2000", "1.5 MiB, 1572864", "1GiB, 1073741824"})
    void sizesAreUnderstood(String text, long bytes) {
        assertThat(parse("size: " + text).bytes("size", -1)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"30, 30000", "0.5, 500", "250ms, 250", "2m, 120000", "1h, 3600000", "1d, 86400000"})
    void spansOfTimeAreUnderstood(String text, long millis) {
        assertThat(parse("wait: " + text).duration("wait", Duration.ZERO)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5 parsecs", "-1s", "s", "''"})
    void otherSpansAreNot(String text) {
        parse("wait: " + text).duration("wait", Duration.ZERO);

        assertThat(problems.none()).isFalse();
    }

    @Test
    void aSecretNeverPrintsItself() {
        Section section = parse("key: sk-123");

        assertThat(section.secret("key")).hasValueSatisfying(secret -> {
            assertThat(secret.reveal()).isEqualTo("sk-123");
            assertThat(secret.toString()).doesNotContain("sk-123");
        });
    }

    private Section parse(String yaml) {
        return new ConfigFile(Environment.of(Map.of())).parse(yaml, "test.yaml", problems);
    }
}
