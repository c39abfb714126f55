package io.callstream.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.json.Slice;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text of a prompt's file says: its front matter, its messages, and which version it is. */
class PromptFileTest {
    private static PromptFile file(String name, String text) throws PromptFile.InvalidFileException {
        return PromptFile.read(name, text.replace("\\n", "\n"));
    }

    private static String messages(String text) throws Exception {
        return file("p.prompt", text).template().fill(Variables.NONE);
    }

    private static String message(String role, String content) {
        return "{\"role\":\"" + role + "\",\"content\":\"" + content + "\"}";
    }

    @ParameterizedTest
    @CsvSource({
        "'Hello',                                  user:Hello",
        "'  Hello \\n',                            user:Hello",
        "'System: Be kind.\\nUser: Hello',         system:Be kind.|user:Hello",
        "'Developer: Be kind.\\nAssistant: Hi',    developer:Be kind.|assistant:Hi",
        "'System:\\nBe kind.\\n\\nUser:Hello',     system:Be kind.|user:Hello",
        "'  System: Be kind.\\n\tUser: Hello',     system:Be kind.|user:Hello",
        "'Before.\\nUser: Hello',                  user:Before.|user:Hello",
        "'System:',                                system:",
        "'User: a User: b',                        user:a User: b",
        "'user: a',                                user:user: a",
        "'Users: a',                               user:Users: a",
        "'System : a',                             user:System : a",
    })
    void messagesBeginWhereALineSaysSo(String text, String expected) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String each : expected.split("\\|")) {
            String[] parts = each.split(":", 2);
            all.append(all.length() == 0 ? "" : ",").append(message(parts[0], parts[1]));
        }

        assertThat(messages(text)).isEqualTo(all.toString());
        assertThat(messages("{# a comment #}" + text)).as("with a comment").isEqualTo(all.toString());
    }

    @Test
    void anEmptyFileHasNoMessage() throws Exception {
        assertThat(messages("")).isEmpty();
        assertThat(messages(" \\n\\n")).isEmpty();
        assertThat(messages("---\\nmodel: m\\n---\\n")).isEmpty();
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.of(
                        "System: a",
                        " User: b",
                        "\tAssistant:",
                        "Developer:x",
                        "text",
                        "",
                        "  ",
                        "no: role",
                        "User:User: c")
                .list()
                .ofMaxSize(6)
                .map(lines -> String.join("\n", lines));
    }

    /** A template that needs no statement means the same with one. */
    @Property(tries = 150)
    void aCommentChangesNothing(@ForAll @From("lines") String text) throws Exception {
        assertThat(messages(text + "{# #}")).isEqualTo(messages(text));
    }

    @ParameterizedTest
    @CsvSource({
        "p.prompt,        '',            ,",
        "p.v2.prompt,     '',            2",
        "p.v2b-1.prompt,  '',            2b-1",
        "p.v2.prompt,     version: 7,    7",
        "p.prompt,        version: '7a', 7a",
        "p.v.prompt,      '',            ,",
        "pv2.prompt,      '',            ,",
    })
    void aVersionIsThatOfTheFrontMatterElseOfTheName(String name, String front, @Nullable String version)
            throws Exception {
        String expected = ",".equals(version) ? null : version;

        assertThat(file(name, "---\\n" + front + "\\n---\\nHi").template().version())
                .isEqualTo(expected);
    }

    @Test
    void theFrontMatterHasParametersAndWhatIsAboutThePrompt() throws Exception {
        PromptFile file = file("p.prompt", """
            ---
            model: gpt-4o
            name: greeting
            description: greets
            labels: [production, "2"]
            input: {schema: {a: string}}
            output: {format: json}
            metadata: {a: b}
            temperature: 0.5
            config: {top_p: 1, temperature: 0.1}
            ---
            Hi""");

        assertThat(file.template().model()).isEqualTo("gpt-4o");
        assertThat(file.template().parameters()).isEqualTo(Map.of("temperature", "0.5", "top_p", "1"));
        assertThat(file.labels()).isEqualTo(List.of("production", "2"));
    }

    @ParameterizedTest
    @CsvSource({
        ",            ,      true",
        "production,  ,      true",
        "staging,     ,      false",
        ",            3,     true",
        ",            4,     false",
        "production,  3,     true",
        "production,  4,     false",
        "staging,     3,     false",
    })
    void aFileIsWhatIsWantedByLabelAndVersion(@Nullable String label, @Nullable String version, boolean is)
            throws Exception {
        PromptFile file = file("p.prompt", "---\\nversion: 3\\nlabels: [production]\\n---\\nHi");

        assertThat(file.is(new Wanted("p", label, version))).isEqualTo(is);
    }

    @Test
    void oneWithoutLabelsHasEveryOne() throws Exception {
        assertThat(file("p.prompt", "Hi").is(new Wanted("p", "any", null))).isTrue();
        assertThat(file("p.prompt", "Hi").is(new Wanted("p", "any", "1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\\n- a\\n---\\nHi",
                "---\\n: :\\n  x\\n---\\nHi",
                "---\\na: [\\n---\\nHi",
                "---\\n7\\n---\\nHi"
            })
    void aFrontMatterThatIsNoMappingIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> file("p.prompt", text))
                .isInstanceOf(PromptFile.InvalidFileException.class)
                .hasMessage("begins with something that is no YAML mapping");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {% set a = 1 %}      | has the statement 'set', which is not known here (if, elif, else, for, endif and endfor are)
        {% if a %}           | has an 'if' without its 'endif'
        {% for a in b %}     | has a 'for' without its 'endfor'
        {% for a %}          | has a 'for' that is not understood (expected: for NAME in LIST)
        {% endif %}          | has a statement 'endif' that closes nothing
        """)
    void aStatementThatCannotBeUsedIsNamed(String text, String why) {
        assertThatThrownBy(() -> file("p.prompt", text))
                .isInstanceOf(PromptFile.InvalidFileException.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"---\\nmodel: m\\n--- \\nHi", "---  \\nmodel: m\\n---\\nHi"})
    void linesOfDashesMayEndWithBlanks(String text) throws Exception {
        assertThat(file("p.prompt", text).template().model()).isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--- \\nHi", "----\\nmodel: m\\n----\\nHi", " ---\\nmodel: m\\n---\\nHi"})
    void whatIsNoFrontMatterIsText(String text) throws Exception {
        assertThat(file("p.prompt", text).template().model()).isNull();
        assertThat(messages(text)).contains("Hi").startsWith("{\"role\":\"user\",\"content\":\"-");
    }

    @Property(tries = 150)
    void noTextBreaksIt(@ForAll String text) throws Exception {
        try {
            PromptTemplate template = PromptFile.read("p.prompt", text).template();
            assertThat(Variables.of(Slice.of("{}"))).isNotNull();
            assertThat(template.fill(Variables.NONE)).isNotNull();
        } catch (PromptFile.InvalidFileException | PromptException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
