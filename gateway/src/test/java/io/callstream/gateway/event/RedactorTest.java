package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
