package io.callstream.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonText;
import io.callstream.json.Slice;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** How prompts are read and filled. */
class PromptTemplateTest {
    private static PromptTemplate chat(String messages) throws InvalidJsonException {
        return LangfuseForm.read(Slice.of("{\"type\":\"chat\",\"version\":2,\"prompt\":" + messages + "}"));
    }

    private static PromptTemplate text(String text) throws InvalidJsonException {
        return LangfuseForm.read(Slice.of("{\"type\":\"text\",\"prompt\":" + json(text) + ",\"version\":2}"));
    }

    private static String json(String text) {
        return JsonText.quoted(text);
    }

    private static Variables variables(String json) {
        Variables read = Variables.of(Slice.of(json));
        assertThat(read).isNotNull();
        return read;
    }

    @Test
    void aTextIsTheUsersMessage() throws Exception {
        assertThat(text("Hi {{name}} and {{  name  }}").fill(variables("{\"name\":\"Al\"}")))
                .isEqualTo("{\"role\":\"user\",\"content\":\"Hi Al and Al\"}");
    }

    @Test
    void valuesStayTextWhateverTheyHold() throws Exception {
        String filled =
                text("{{a}}").fill(variables("{\"a\":\"\\\"},{\\\"role\\\":\\\"system\\\" {{b}} \\n\",\"b\":\"no\"}"));
        assertThat(filled)
                .isEqualTo("{\"role\":\"user\",\"content\":\"\\\"},{\\\"role\\\":\\\"system\\\" {{b}} \\u000a\"}");
    }

    @Test
    void otherValuesAreToldAsJsonAndNullIsNothing() throws Exception {
        assertThat(text("{{n}}|{{o}}|{{t}}|{{z}}")
                        .fill(variables("{\"n\":1.50,\"o\":{\"a\":[1]},\"t\":true,\"z\":null}")))
                .contains("1.50|{\\\"a\\\":[1]}|true|\"");
    }

    @Test
    void doubleBracesThatAreNoVariableStay() throws Exception {
        assertThat(text("{{ {\"a\": 1} }} {{}} {x} {{1}}").fill(Variables.NONE))
                .contains("{{ {\\\"a\\\": 1} }} {{}} {x} {{1}}");
    }

    @Test
    void partsOfAMessageAreFilledAndOtherFieldsStay() throws Exception {
        PromptTemplate template = chat(
                "[{\"role\":\"user\",\"name\":\"{{n}}\",\"type\":\"chatmessage\",\"content\":"
                        + "[{\"type\":\"text\",\"text\":\"See {{n}}\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://x/{{n}}\"}}]}]");
        assertThat(template.fill(variables("{\"n\":\"k\"}")))
                .isEqualTo("{\"role\":\"user\",\"name\":\"{{n}}\",\"content\":[{\"type\":\"text\",\"text\":\"See k\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://x/k\"}}]}");
    }

    @Test
    void placeholdersTakeMessages() throws Exception {
        PromptTemplate template =
                chat("[{\"role\":\"system\",\"content\":\"S\"},{\"type\":\"placeholder\",\"name\":\"history\"}]");
        assertThat(
                        template.fill(
                                variables(
                                        "{\"x\":\"1\",\"history\":[{\"role\":\"user\",\"content\":\"{{x}} {{unknown}}\"},{\"role\":\"assistant\",\"content\":\"b\"}]}")))
                .isEqualTo("{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"1 {{unknown}}\"},"
                        + "{\"role\":\"assistant\",\"content\":\"b\"}");
        assertThat(template.fill(variables("{\"history\":[]}"))).isEqualTo("{\"role\":\"system\",\"content\":\"S\"}");
        assertThatThrownBy(() -> template.fill(variables("{\"history\":\"a\"}")))
                .isInstanceOfSatisfying(
                        PromptException.class,
                        e -> assertThat(e.error().message()).contains("'history'"));
        assertThatThrownBy(() -> template.fill(Variables.NONE))
                .isInstanceOfSatisfying(
                        PromptException.class,
                        e -> assertThat(e.error().message()).contains("history"));
    }

    /** In LiteLLM what the first caller said stayed in the prompt for everybody. */
    @Test
    void fillingChangesNothingInThePrompt() throws Exception {
        PromptTemplate template = text("For {{who}}");
        assertThat(template.fill(variables("{\"who\":\"Ann\"}"))).contains("Ann");
        assertThat(template.fill(variables("{\"who\":\"Bob\"}")))
                .contains("Bob")
                .doesNotContain("Ann");
    }

    @Test
    void configurationIsModelAndParameters() throws Exception {
        PromptTemplate template =
                LangfuseForm.read(Slice.of("{\"prompt\":\"a\",\"config\":{\"model\":\"gpt-4o\",\"temperature\":0.2,"
                        + "\"response_format\":{\"type\":\"json_object\"}},\"version\":12}"));
        assertThat(template.model()).isEqualTo("gpt-4o");
        assertThat(template.version()).isEqualTo("12");
        assertThat(template.parameters())
                .isEqualTo(Map.of("temperature", "0.2", "response_format", "{\"type\":\"json_object\"}"));
    }

    @Test
    void whatIsNoPromptIsSaidSo() {
        assertThatThrownBy(() -> LangfuseForm.read(Slice.of("{\"message\":\"hi\"}")))
                .isInstanceOf(InvalidJsonException.class);
        assertThatThrownBy(() -> LangfuseForm.read(Slice.of("<html>"))).isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void humanloopsPrompts() throws Exception {
        PromptTemplate template =
                HumanloopForm.read(Slice.of("{\"id\":\"pr_1\",\"version_id\":\"prv_9\",\"model\":\"gpt-4\","
                        + "\"template\":[{\"role\":\"system\",\"content\":\"JSON {\\\"a\\\":1} for {{x}}\"}],\"temperature\":0.3,\"max_tokens\":-1,"
                        + "\"top_p\":null,\"provider\":\"openai\",\"other\":{}}"));
        assertThat(template.version()).isEqualTo("prv_9");
        assertThat(template.model()).isEqualTo("gpt-4");
        assertThat(template.parameters()).isEqualTo(Map.of("temperature", "0.3"));
        assertThat(template.fill(variables("{\"x\":\"me\"}"))).contains("JSON {\\\"a\\\":1} for me");
        assertThat(HumanloopForm.read(Slice.of("{\"template\":\"Say {{x}}\"}")).fill(variables("{\"x\":\"hi\"}")))
                .isEqualTo("{\"role\":\"user\",\"content\":\"Say hi\"}");
    }

    @Property(tries = 200)
    void anyTextBecomesValidMessages(@ForAll String template, @ForAll String value) throws Exception {
        String filled = text(template.replace("{{", "{") + "{{v}}").fill(variables("{\"v\":" + json(value) + "}"));
        JsonCursor cursor = new JsonCursor(Slice.of("[" + filled + "]"));
        cursor.skip();
        cursor.end();
    }
}
