package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.ByteBudget;
import io.callstream.gateway.usage.Usage;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a body that nobody reads: its length and hash, a short text, and what a stream says it used. */
class PassedBodyTest {
    private static final int MOST_TEXT = 256 << 10;

    private static PassedBody body(String type, String... parts) {
        PassedBody body = new PassedBody(type, new ByteBudget(8 << 20).hold());
        for (String part : parts) {
            body.add(Unpooled.copiedBuffer(part.replace('\'', '"'), StandardCharsets.UTF_8));
        }
        return body;
    }

    private static PassedBody stream(String... events) {
        StringBuilder all = new StringBuilder();
        for (String event : events) {
            all.append("data: ").append(event).append("\n\n");
        }
        int half = all.length() / 2;
        return body("text/event-stream", all.substring(0, half), all.substring(half));
    }

    @Test
    void bytesAreToldByLengthAndHash() {
        assertThat(body("audio/mpeg", "ab", "c").recorded().text())
                .isEqualTo("{\"object\":\"body\",\"content_type\":\"audio/mpeg\",\"bytes\":3,\"sha256\":"
                        + "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"}");
        assertThat(body("").recorded().text()).contains("\"content_type\":\"unknown\",\"bytes\":0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "application/vnd.x+json", "application/x-subrip"})
    void aShortTextIsTold(String type) {
        PassedBody body = body(type, "Hel", "lo");

        assertThat(Objects.requireNonNull(body.text()).text()).isEqualTo("Hello");
        assertThat(body.recorded().text()).contains("\"bytes\":5", "\"text\":\"Hello\"");
    }

    @Test
    void aLongTextIsToldByLengthAndHashOnly() {
        assertThat(body("text/plain", "x".repeat(MOST_TEXT)).text()).isNotNull();

        PassedBody long1 = body("text/plain", "x".repeat(MOST_TEXT), "y", "z");

        assertThat(long1.text()).isNull();
        assertThat(long1.recorded().text()).contains("\"bytes\":262146").doesNotContain("text\":\"x");
    }

    @Test
    void aStreamIsNoText() {
        assertThat(stream("{}").text()).isNull();
    }

    @Test
    void theLastEventThatCountsCounts() {
        Usage usage = stream(
                        "{'type':'response.created','response':{'id':'resp_1','usage':null}}",
                        "{'type':'other','response':{'id':'resp_2'}}",
                        "{'response':{'usage':{'input_tokens':1,'output_tokens':1,'total_tokens':2}}}",
                        "{'response':{'id':'resp_1','service_tier':'flex',"
                                + "'usage':{'input_tokens':3,'output_tokens':4,'total_tokens':7}}}")
                .usage();

        assertThat(usage)
                .extracting(Usage::promptTokens, Usage::completionTokens)
                .containsExactly(3L, 4L);
    }

    @Test
    void aResponseIsNamedByItsFirstEvent() {
        assertThat(stream("{'response':{'id':'resp_1'}}", "{'response':{'id':'resp_2','usage':{}}}")
                        .id())
                .isEqualTo("resp_1");
        assertThat(stream("{'type':'x'}", "{'response':{'id':'resp_2','usage':{}}}")
                        .id())
                .isNull();
    }

    @Test
    void theTierStandsInWhatCounts() {
        assertThat(stream("{}", "{'response':{'service_tier':'flex','usage':{'input_tokens':3,'output_tokens':4}}}")
                        .tier())
                .isEqualTo("flex");
        assertThat(stream("{}", "{'usageMetadata':{'promptTokenCount':3,'candidatesTokenCount':4}}")
                        .tier())
                .isNull();
    }

    @Test
    void geminisEventsCountInTheirOwnWords() {
        Usage usage = stream(
                        "{}", "{'usageMetadata':{'promptTokenCount':3,'candidatesTokenCount':4,'totalTokenCount':7}}")
                .usage();

        assertThat(usage)
                .extracting(Usage::promptTokens, Usage::completionTokens)
                .containsExactly(3L, 4L);
    }

    /** Anthropic counts a prompt when a message begins, and at its end perhaps only what was written. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'output_tokens':15}                     | 25 | 15",
                "{'input_tokens':30,'output_tokens':15}   | 30 | 15",
            })
    void whatAMessageCountedAtItsBeginningStillCounts(String last, long prompt, long completion) {
        Usage usage = stream(
                        "{'type':'message_start','message':{'id':'msg_1','usage':{'input_tokens':25,'output_tokens':1}}}",
                        "{'type':'content_block_delta','delta':{'text':'Hi'}}",
                        "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':" + last + "}",
                        "{'type':'message_stop'}")
                .usage();

        assertThat(usage)
                .extracting(Usage::promptTokens, Usage::completionTokens)
                .containsExactly(prompt, completion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[DONE]", "{'usage':", "[{'usage':{'input_tokens':3}}]", "{'usage':'none'}", "{}"})
    void whatIsNoEventSaysNothing(String event) {
        PassedBody body = stream("{}", event);

        assertThat(body.usage()).isNull();
        assertThat(body.id()).isNull();
    }
}
