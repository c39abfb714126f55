package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    @Test
    void aRequestKeepsItsShape() {
        String told = redact("""
                {"model": "m", "temperature": 1, "tools": [{"name": "weather"}],
                 "messages": [{"role": "user", "content": "secret 1"},
                   {"role": "user", "content": [{"type": "text", "text": "secret 2"},
                     {"type": "image_url", "image_url": {"url": "secret 3", "detail": "low"}}]},
                   {"role": "assistant", "tool_calls": [{"id": "t", "function": {"name": "weather",
                     "arguments": "secret 4"}}]}]}""");

        assertThat(told)
                .isEqualTo("{\"model\":\"m\",\"temperature\":1,\"tools\":[{\"name\": \"weather\"}],"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"redacted\"},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"redacted\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"redacted\",\"detail\":\"low\"}}]},"
                        + "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"t\",\"function\":{\"name\":\"weather\","
                        + "\"arguments\":\"redacted\"}}]}]}");
    }

    @Test
    void anAnswerKeepsItsIdAndItsUsage() {
        assertThat(redact("{\"id\":\"c1\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"secret\"},"
                        + "\"finish_reason\":\"stop\"}],\"usage\":{\"total_tokens\":5}}"))
                .isEqualTo("{\"id\":\"c1\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"redacted\"},"
                        + "\"finish_reason\":\"stop\"}],\"usage\":{\"total_tokens\":5}}");
    }

    @Test
    void tokenIdsAndEmbeddingsAreContent() {
        assertThat(redact("{\"input\":[[1,2],\"a\"]}")).isEqualTo("{\"input\":[[],\"redacted\"]}");
        assertThat(redact("{\"data\":[{\"index\":0,\"embedding\":[0.1,0.2]}]}"))
                .isEqualTo("{\"data\":[{\"index\":0,\"embedding\":[]}]}");
    }

    /** Bodies in other providers' forms: SECRET becomes "redacted", and everything else stays. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"system\":\"SECRET\",\"system2\":[{\"type\":\"text\",\"text\":\"SECRET\"}],\"max_tokens\":5}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"SECRET\"}}",
                "{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{\"name\":\"SECRET\"}}}",
                "{\"type\":\"response.output_text.delta\",\"item_id\":\"i\",\"delta\":\"SECRET\"}",
                "{\"type\":\"response.completed\",\"response\":{\"id\":\"r\",\"status\":\"completed\",\"instructions\":\"SECRET\"}}",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"SECRET\"}]}],\"generationConfig\":{\"stopSequences\":[\"a\"]}}",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{\"id\":\"SECRET\",\"n\":\"SECRET\"}}}]},\"finishReason\":\"STOP\"}]}",
                "{\"messages\":[{\"role\":\"tool\",\"content\":[{\"functionResponse\":{\"response\":{\"type\":[\"SECRET\",{\"id\":\"SECRET\"}]}}}]}]}",
                "{\"prompt\":{\"id\":\"p\",\"variables\":{\"name\":\"SECRET\"}}}",
                "{\"message\":\"SECRET\",\"texts\":[\"SECRET\"],\"anything\":{\"new\":\"SECRET\",\"done\":true,\"n\":1}}",
                "{\"error\":{\"message\":\"SECRET\",\"type\":\"invalid\",\"code\":\"c\"}}",
                "{\"reasoning\":\"SECRET\",\"tool_choice\":\"auto\",\"stop\":[\"x\"],\"user\":\"u\",\"stream\":true,\"seed\":null}",
                "{\"reasoning\":{\"effort\":\"low\"},\"metadata\":{\"a\":\"b\"},\"response_format\":{\"schema\":{\"title\":\"t\"}}}",
            })
    void whatIsNotKnownToBeASettingIsContent(String body) {
        assertThat(redact(body)).isEqualTo(body.replace("SECRET", "redacted"));
    }

    @Test
    void numbersAreContentWhereAToolIsCalled() {
        assertThat(redact("{\"content\":[{\"type\":\"tool_use\",\"input\":{\"born\":1970,\"a\":[1,true,null]}}]}"))
                .isEqualTo(
                        "{\"content\":[{\"type\":\"tool_use\",\"input\":{\"born\":\"redacted\",\"a\":[true,null]}}]}");
    }

    @Test
    void whatCannotBeReadIsNotTold() {
        assertThat(redact("secret")).isNull();
        assertThat(redact("[\"secret\"]")).isNull();
        assertThat(redact("{\"messages\":\"secret")).isNull();
    }

    /** The prompt's name may be written with escapes, which is the same name. */
    @Test
    void escapesHideNothing() {
        assertThat(redact("{\"mess\\u0061ges\":[\"secret\"]}")).doesNotContain("secret");
    }

    @Property
    void noBytesMakeItFail(@ForAll byte[] bytes) {
        Slice told = Redactor.redact(Slice.of(bytes));

        assertThat(told == null || told.text().startsWith("{")).isTrue();
    }

    private static @Nullable String redact(String body) {
        Slice told = Redactor.redact(Slice.of(body));
        return told == null ? null : told.text();
    }
}
