package io.callstream.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.error.GatewayError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts as files. */
class PromptFolderTest {
    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(parent.resolve("prompts"));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Fetched read(String id, String label, String version) {
        return new PromptFolder(folder).read(new Wanted(id, label, version));
    }

    private PromptTemplate found(String id, String label, String version) {
        assertThat(read(id, label, version)).isInstanceOf(Fetched.Found.class);
        return ((Fetched.Found) read(id, label, version)).template();
    }

    private void assertAbsent(String id, String version) {
        assertThat(read(id, null, version))
                .isInstanceOfSatisfying(
                        Fetched.Refused.class,
                        refused -> assertThat(refused.error().error()).isEqualTo(GatewayError.PROMPT_NOT_FOUND));
    }

    /** As Windows' editor saves it: the front matter is none of the text. */
    @Test
    void aFileMayBeginWithAByteOrderMark() throws Exception {
        write("marked.prompt", "\uFEFF---\r\nmodel: gpt-4o\r\n---\r\nSystem: Be kind.\r\n");
        write("plain.prompt", "---\r\nmodel: gpt-4o\r\n---\r\nSystem: Be kind.\r\n");

        assertThat(found("marked", null, null).model()).isEqualTo("gpt-4o");
        assertThat(found("marked", null, null).fill(Variables.NONE))
                .isEqualTo(found("plain", null, null).fill(Variables.NONE));
    }

    @Test
    void frontMatterAndRoles() throws Exception {
        write("greeting.prompt", """
                ---
                model: gpt-4o
                temperature: 0.5
                stop: [a, os.environ/PATH]
                input: {schema: {name: string}}
                ---
                System: Be kind.
                And short.
                User: Greet {{ name }}.
                """);
        PromptTemplate template = found("greeting", null, null);

        assertThat(template.model()).isEqualTo("gpt-4o");
        assertThat(template.parameters())
                .isEqualTo(Map.of("temperature", "0.5", "stop", "[\"a\",\"os.environ/PATH\"]"));
        assertThat(template.fill(new Variables(Map.of("name", io.callstream.json.Slice.of("\"Ann\"")))))
                .isEqualTo("{\"role\":\"system\",\"content\":\"Be kind.\\u000aAnd short.\"},"
                        + "{\"role\":\"user\",\"content\":\"Greet Ann.\"}");
    }

    @Test
    void aFileWithoutRolesIsTheUsersMessage() throws Exception {
        write("plain.prompt", "Say hello.\n");
        assertThat(found("plain", null, null).fill(Variables.NONE))
                .isEqualTo("{\"role\":\"user\",\"content\":\"Say hello.\"}");
    }

    @Test
    void versionsByNameAndByFrontMatter() throws Exception {
        write("a.v1.prompt", "one");
        write("a.v2.prompt", "two");
        write("a.v10.prompt", "---\nlabels: [beta]\n---\nten");
        write("b.prompt", "---\nversion: 4\n---\nfour");

        assertThat(found("a", null, null).version()).isEqualTo("10");
        assertThat(found("a", null, "2").fill(Variables.NONE)).contains("two");
        assertThat(found("a", "beta", null).version()).isEqualTo("10");
        assertThat(found("a", "production", null).version()).isEqualTo("2");
        assertThat(found("b", null, "4").fill(Variables.NONE)).contains("four");
        assertAbsent("b", "5");
        assertAbsent("a", "3");
    }

    @Test
    void foldersBelow() throws Exception {
        write("sales/offer.prompt", "An offer");
        assertThat(found("sales/offer", null, null).fill(Variables.NONE)).contains("An offer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "/etc/passwd",
                "sales/../../secret",
                "..",
                ".",
                "a/./b",
                "a\\..\\secret",
                "%2e%2e/secret",
                "",
                " ",
                "a\u0000",
                ".hidden",
                "a//b",
                "~/secret"
            })
    void noNameLeadsOutOfTheFolder(String id) throws Exception {
        Files.writeString(parent.resolve("secret.prompt"), "not for you");
        write(".hidden.prompt", "not for you");
        assertAbsent(id, null);
    }

    @Test
    void noVersionAndNoLinkLeadsOutOfTheFolder() throws Exception {
        Path secret = Files.writeString(parent.resolve("secret.prompt"), "not for you");
        write("a.v1.prompt", "one");
        Files.createSymbolicLink(folder.resolve("linked.prompt"), secret);
        assertAbsent("linked", null);
        assertAbsent("a", "1.prompt/../../secret");
    }

    @Test
    void aFileThatCannotBeUsedIsSaidSo() throws Exception {
        write("statements.prompt", "{% macro a() %}b{% endmacro %}");
        write("broken.prompt", "---\n: {\n---\nHi");
        for (String id : new String[] {"statements", "broken"}) {
            assertThat(read(id, null, null))
                    .isInstanceOfSatisfying(
                            Fetched.Failed.class,
                            failed -> assertThat(failed.error().error()).isEqualTo(GatewayError.PROMPT_UNAVAILABLE));
        }
    }
}
