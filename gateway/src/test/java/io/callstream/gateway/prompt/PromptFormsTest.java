package io.callstream.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonText;
import io.callstream.json.Slice;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts as Langfuse and Humanloop give them. */
class PromptFormsTest {
    private static PromptTemplate langfuse(String json) throws InvalidJsonException {
        return LangfuseForm.read(Slice.of(json));
    }

    private static PromptTemplate humanloop(String json) throws InvalidJsonException {
        return HumanloopForm.read(Slice.of(json));
    }

    private static String filled(PromptTemplate template, String variables) throws PromptException {
        Variables values = Variables.of(Slice.of(variables));
        return template.fill(values == null ? Variables.NONE : values);
    }

    @Test
    void aTextOfLangfusesIsTheUsersMessage() throws Exception {
        PromptTemplate template = langfuse(
                "{\"type\":\"text\",\"name\":\"p\",\"prompt\":\"Hello {{name}}!\",\"version\":3,\"config\":{},\"labels\":[]}");

        assertThat(filled(template, "{\"name\":\"you\"}")).isEqualTo("{\"role\":\"user\",\"content\":\"Hello you!\"}");
        assertThat(template.version()).isEqualTo("3");
        assertThat(template.model()).isNull();
        assertThat(template.parameters()).isEmpty();
    }

    @Test
    void aChatOfLangfusesIsItsMessagesWithoutTheirTypes() throws Exception {
        PromptTemplate template = langfuse("{\"type\":\"chat\",\"prompt\":["
                + "{\"type\":\"chatmessage\",\"role\":\"system\",\"content\":\"Be {{how}}.\"},"
                + "{\"type\":\"placeholder\",\"name\":\"history\"},"
                + "{\"role\":\"user\",\"content\":\"{{q}}\",\"name\":\"n\"}]}");

        assertThat(
                        filled(
                                template,
                                "{\"how\":\"brief\",\"q\":\"a \\\"b\\\"\",\"history\":[{\"role\":\"assistant\",\"content\":\"Hi\"}]}"))
                .isEqualTo(
                        "{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"assistant\",\"content\":\"Hi\"},"
                                + "{\"role\":\"user\",\"content\":\"a \\\"b\\\"\",\"name\":\"n\"}");
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "'\"3\"', 3", "'\"a b\"', 'a b'", "null,", "'\"\"',", "{},", "[1],", "true,", "'  4  ', 4"})
    void aVersionIsANumberOrAText(String json, @Nullable String version) throws Exception {
        assertThat(langfuse("{\"prompt\":\"x\",\"version\":" + json + "}").version())
                .isEqualTo(version);
    }

    @Test
    void whatLangfuseConfiguresIsTheModelAndItsParameters() throws Exception {
        PromptTemplate template = langfuse("{\"prompt\":\"x\",\"config\":{\"model\":\"gpt-4o\",\"temperature\":0.5,"
                + "\"tools\":[{\"a\":1}],\"temperature\":0.7}}");

        assertThat(template.model()).isEqualTo("gpt-4o");
        assertThat(template.parameters()).isEqualTo(Map.of("temperature", "0.7", "tools", "[{\"a\":1}]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"x\"", "7", "{\"model\":null}", "{\"model\":\" \"}", "{\"model\":7}"})
    void aConfigurationThatSaysNoModelHasNone(String config) throws Exception {
        PromptTemplate template = langfuse("{\"prompt\":\"x\",\"config\":" + config + "}");

        assertThat(template.model()).isNull();
        assertThat(template.parameters()).isEmpty();
    }

    @Test
    void ofTwoPromptsTheLaterCounts() throws Exception {
        assertThat(filled(langfuse("{\"prompt\":\"one\",\"prompt\":\"two\"}"), "{}"))
                .isEqualTo("{\"role\":\"user\",\"content\":\"two\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"x\"",
                "{}",
                "{\"prompt\":null}",
                "{\"prompt\":7}",
                "{\"prompt\":{}}",
                "{\"prompt\":[7]}",
                "{\"prompt\":[\"x\"]}",
                "{\"prompt\":[null]}",
                "{\"prompt\":\"x\"} x",
                "<html>",
            })
    void whatIsNoPromptOfLangfusesIsNone(String json) {
        assertThatThrownBy(() -> langfuse(json)).isInstanceOf(InvalidJsonException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "Hi {{a}}"                                              | {"role":"user","content":"Hi 1"}
        {"role":"system","content":"Hi {{a}}"}                  | {"role":"system","content":"Hi 1"}
        [{"role":"system","content":"Hi"},{"role":"user","content":"{{a}}"}] | {"role":"system","content":"Hi"},{"role":"user","content":"1"}
        []                                                      | ''
        """)
    void aTemplateOfHumanloopsIsATextAMessageOrMessages(String template, String messages) throws Exception {
        String json = template.startsWith("Hi") ? "\"" + template + "\"" : template;
        assertThat(filled(humanloop("{\"template\":" + json + "}"), "{\"a\":1}"))
                .isEqualTo(messages);
    }

    @Test
    void ofHumanloopsFieldsParametersOfChatsCount() throws Exception {
        PromptTemplate template = humanloop(
                "{\"template\":\"x\",\"version_id\":\"prv_1\",\"model\":\"gpt-4o\","
                        + "\"provider\":\"openai\",\"path\":\"a/b\",\"temperature\":0.5,\"max_tokens\":-1,\"top_p\":null,\"stop\":[\"a\"]}");

        assertThat(template.version()).isEqualTo("prv_1");
        assertThat(template.model()).isEqualTo("gpt-4o");
        assertThat(template.parameters()).isEqualTo(Map.of("temperature", "0.5", "stop", "[\"a\"]"));
        assertThat(humanloop("{\"template\":\"x\",\"max_tokens\":20}").parameters())
                .isEqualTo(Map.of("max_tokens", "20"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"template\":null}",
                "{\"template\":7}",
                "{\"template\":[7]}",
                "{\"template\":\"x\""
            })
    void whatIsNoPromptOfHumanloopsIsNone(String json) {
        assertThatThrownBy(() -> humanloop(json)).isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void variablesStandInTextsAndNowhereElse() throws Exception {
        PromptTemplate template = humanloop(
                "{\"template\":{\"role\":\"{{a}}\",\"content\":[{\"type\":\"text\",\"text\":\"{{a}}\"},"
                        + "{\"type\":\"{{a}}\",\"image_url\":{\"url\":\"http://{{a}}\",\"detail\":\"low\"}}, 7, null]}}");

        assertThat(filled(template, "{\"a\":\"x\"}"))
                .isEqualTo("{\"role\":\"{{a}}\",\"content\":[{\"type\":\"text\",\"text\":\"x\"},"
                        + "{\"type\":\"{{a}}\",\"image_url\":{\"url\":\"http://x\",\"detail\":\"low\"}}, 7, null]}");
    }

    @Property(tries = 200)
    void noAnswerBreaksAForm(@ForAll String text) {
        for (String json : new String[] {text, "{\"prompt\":" + text + "}", "{\"template\":" + text + "}"}) {
            try {
                assertThat(langfuse(json).parts()).isNotNull();
                assertThat(humanloop(json).parts()).isNotNull();
            } catch (InvalidJsonException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    /** What is filled in can say nothing but a text. */
    @Property(tries = 200)
    void noValueBreaksOutOfItsText(@ForAll String value) throws Exception {
        PromptTemplate template = langfuse("{\"prompt\":\"<{{a}}>\"}");
        Variables variables = new Variables(Map.of("a", Slice.of(JsonText.quoted(value))));
        Map<String, String> message = PromptJson.fields(Slice.of(template.fill(variables)));

        assertThat(message).containsOnlyKeys("role", "content");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        200 | {"prompt":"x"}       | found
        200 | {"x":"x"}            | PROMPT_UNAVAILABLE: Langfuse answered with something that is no prompt: p.
        404 | {}                   | PROMPT_NOT_FOUND: Langfuse has no prompt of this name, label or version: p.
        401 | {}                   | PROMPT_ACCESS_DENIED: Langfuse refused the account for the prompt: p.
        403 | {}                   | PROMPT_ACCESS_DENIED: Langfuse refused the account for the prompt: p.
        400 | {}                   | INVALID_REQUEST: Langfuse refused the request for the prompt: p.
        422 | {}                   | INVALID_REQUEST: Langfuse refused the request for the prompt: p.
        0   | ''                   | PROMPT_UNAVAILABLE: Langfuse did not answer for the prompt: p.
        429 | {}                   | PROMPT_UNAVAILABLE: Langfuse did not answer for the prompt: p.
        500 | {}                   | PROMPT_UNAVAILABLE: Langfuse did not answer for the prompt: p.
        503 | {}                   | PROMPT_UNAVAILABLE: Langfuse did not answer for the prompt: p.
        204 | ''                   | PROMPT_UNAVAILABLE: Langfuse did not answer for the prompt: p.
        302 | {}                   | PROMPT_UNAVAILABLE: Langfuse did not answer for the prompt: p.
        """)
    void aSourcesStatusSaysWhatCameOfIt(int status, String body, String outcome) {
        Fetched fetched = new Answers("Langfuse", "p", LangfuseForm::read).of(new HttpAnswer(status, Slice.of(body)));
        String said = fetched instanceof Fetched.Refused refused
                ? refused.error().error() + ": " + refused.error().message()
                : fetched instanceof Fetched.Failed failed
                        ? failed.error().error() + ": " + failed.error().message()
                        : "found";

        assertThat(said).isEqualTo(outcome);
        if (fetched instanceof Fetched.Refused refused) {
            assertThat(refused.error().recorded()).endsWith(".").doesNotContain(": p");
        }
    }
}
