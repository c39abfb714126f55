package io.callstream.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTest {
    static final Key<Duration> IDLE = Key.duration("idle_timeout")
            .min("1s")
            .formerly("keep_alive")
            .byDefault("5m")
            .says("Time after which a connection is closed.");
    static final Key<Integer> BODY = Key.bytes("max_body")
            .min("1KiB")
            .max("1GiB")
            .as(Math::toIntExact)
            .byDefault("32MiB")
            .says("Largest body.");
    static final Key<Optional<String>> ALIAS = Key.text("alias").optional().says("A name.");
    static final Key<Secret> TOKEN =
            Key.secret("token").orVariables("OUR_TOKEN", "OLD_TOKEN").required().says("Who asks.");
    static final Key<URI> URL = Key.url("url").orVariables("OUR_URL").required().says("Where.");
    static final Key<List<String>> COLUMNS =
            Key.texts("columns").byDefault("[a, b]").says("Columns.");
    static final Key<Map<String, String>> LABELS =
            Key.textMap("labels").byDefault("{service: callstream}").says("Labels.");
    static final Key<Color> COLOR =
            Key.choice("color", Color.class).byDefault("dark_blue").says("Its color.");
    static final Key<String> LEDGER = Key.text("ledger")
            .expecting(name -> name.matches("[a-z]+"), "letters")
            .byDefault("main")
            .says("A ledger.");

    private final Problems problems = new Problems();

    private enum Color {
        RED,
        DARK_BLUE
    }

    @Test
    void aStatementReadsWhatIsWritten() {
        Section section = parse("""
                idle_timeout: 2s
                max_body: 1MiB
                alias: a
                token: sk-1
                url: http://a/b
                columns: c
                labels: {x: 1}
                color: red
                ledger: second
                """);

        assertThat(section.get(IDLE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(section.get(BODY)).isEqualTo(1 << 20);
        assertThat(section.get(ALIAS)).contains("a");
        assertThat(section.get(TOKEN).reveal()).isEqualTo("sk-1");
        assertThat(section.get(URL)).hasToString("http://a/b");
        assertThat(section.get(COLUMNS)).containsExactly("c");
        assertThat(section.get(LABELS)).containsExactly(Map.entry("x", "1"));
        assertThat(section.get(COLOR)).isEqualTo(Color.RED);
        assertThat(section.get(LEDGER)).isEqualTo("second");
        section.rejectUnknownKeys();
        assertThat(problems.found()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
    }

    @Test
    void whatNobodySaysHasItsDefault() {
        Section section = parse("{}");

        assertThat(section.get(IDLE)).isEqualTo(Duration.ofMinutes(5));
        assertThat(section.get(BODY)).isEqualTo(32 << 20);
        assertThat(section.get(ALIAS)).isEmpty();
        assertThat(section.get(COLUMNS)).containsExactly("a", "b");
        assertThat(section.get(LABELS)).containsExactly(Map.entry("service", "callstream"));
        assertThat(section.get(COLOR)).isEqualTo(Color.DARK_BLUE);
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndTheDefaultTakenInItsPlace() {
        Section section =
                parse("{idle_timeout: 1ms, max_body: 2GiB, color: green, ledger: '7', url: ftp://a, colums: c}");

        assertThat(section.get(IDLE)).isEqualTo(Duration.ofMinutes(5));
        assertThat(section.get(BODY)).isEqualTo(32 << 20);
        assertThat(section.get(COLOR)).isEqualTo(Color.DARK_BLUE);
        assertThat(section.get(LEDGER)).isEqualTo("main");
        section.get(URL);
        section.get(TOKEN);
        section.get(COLUMNS);
        section.rejectUnknownKeys();
        assertThat(problems.found())
                .containsExactly(
                        "idle_timeout: is 1ms (expected at least 1s)",
                        "max_body: is 2GiB (expected 1KiB to 1GiB)",
                        "color: is 'green' (expected one of red, dark_blue)",
                        "ledger: is '7' (expected letters)",
                        "url: is no address (expected http://... or https://...)",
                        "token: is missing (or set the environment variable OUR_TOKEN or OLD_TOKEN)",
                        "colums: is not a known setting (did you mean columns?)");
    }

    @ParameterizedTest
    @CsvSource({"'{token: }', is empty", "'{token: \"\"}', is empty", "'{token: os.environ/NOT_SET}', NOT_SET"})
    void whatHasToBeSaidIsMissingWhenItSaysNothing(String yaml, String why) {
        parse(yaml).get(TOKEN);

        assertThat(problems.found())
                .singleElement()
                .asString()
                .startsWith("token: ")
                .contains(why);
    }

    @Test
    void aFormerNameCountsAndIsWarnedOf() {
        assertThat(parse("keep_alive: 7s").get(IDLE)).isEqualTo(Duration.ofSeconds(7));

        assertThat(problems.warnings()).containsExactly("keep_alive: is called idle_timeout now");
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void aFormerNameBesideTheNewOneIsAProblem() {
        assertThat(parse("{keep_alive: 7s, idle_timeout: 8s}").get(IDLE)).isEqualTo(Duration.ofSeconds(8));

        assertThat(problems.found())
                .containsExactly("keep_alive: stands beside idle_timeout, its new name (keep that one)");
    }

    @Test
    void aRetiredKeyIsWarnedOfAndNotUnknown() {
        Section section = parse("{workers: 7}");

        new RetiredKey("workers", "threads are as many as cores").check(section);
        section.rejectUnknownKeys();

        assertThat(problems.warnings())
                .containsExactly("workers: has no effect any more: threads are as many as cores");
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void aVariableCountsWhereTheFileSaysNothing() {
        Environment environment = Environment.of(Map.of("OLD_TOKEN", "sk-old", "OUR_URL", "nowhere"));

        assertThat(parse("{}").get(TOKEN, environment).reveal()).isEqualTo("sk-old");
        assertThat(parse("token: sk-1").get(TOKEN, environment).reveal()).isEqualTo("sk-1");
        assertThat(problems.found()).isEmpty();
        parse("{}").get(URL, environment);
        assertThat(problems.found())
                .containsExactly("url: is no address (expected http://... or https://...) in the environment variable"
                        + " OUR_URL");
    }

    @Test
    void theReferenceIsMadeOfTheStatements() {
        assertThat(KeyReference.rows("server", KeyTest.class)).startsWith("""
                        | `server.idle_timeout` | `5m` | Time after which a connection is closed. |
                        | `server.max_body` | `32MiB` | Largest body. |
                        | `server.alias` |  | A name. |
                        """);
        assertThat(KeyReference.table(KeyReference.statedIn(KeyTest.class)))
                .contains("| `token` | required | `OUR_TOKEN`, `OLD_TOKEN` | Who asks. |\n");
    }

    @Test
    void aStatementThatContradictsItselfIsNoKey() {
        assertThatThrownBy(() -> Key.integer("port").max("10").byDefault("11"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected at most 10");
        assertThatThrownBy(() -> Key.flag("on").required()).isInstanceOf(IllegalStateException.class);
    }

    private Section parse(String yaml) {
        return new ConfigFile(Environment.of(Map.of())).parse(yaml, "test.yaml", problems);
    }
}
