package io.callstream.sink.otlp.genai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.testing.events.SampleCall;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bodies in the forms of the conventions; the expected texts follow gen-ai-input-messages.json and -output-messages.json. */
class WhatWasSaidTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SuccessEvent call = SampleCall.number(0).success();

    @Test
    void textsAndToolCallsAreParts() {
        call.setRequestBody("""
                {"messages":[
                  {"role":"system","content":"Be brief"},
                  {"role":"user","name":"ada","content":[{"type":"text","text":"Weather?"},
                    {"type":"image_url","image_url":{"url":"https://example.com/a.png"}},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
                    {"type":"input_audio","input_audio":{"format":"mp3","data":"BBBB"}}]},
                  {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
                    "function":{"name":"weather","arguments":"{\\"city\\":\\"Paris\\"}"}}]},
                  {"role":"tool","tool_call_id":"c1","content":"57F"}]}""");
        assertJson("gen_ai.input.messages", """
                [{"role":"system","parts":[{"type":"text","content":"Be brief"}]},
                 {"role":"user","name":"ada","parts":[{"type":"text","content":"Weather?"},
                   {"type":"uri","modality":"image","uri":"https://example.com/a.png"},
                   {"type":"blob","modality":"image","mime_type":"image/png","content":"AAAA"},
                   {"type":"blob","modality":"audio","mime_type":"audio/mp3","content":"BBBB"}]},
                 {"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"weather","arguments":{"city":"Paris"}}]},
                 {"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":"57F"}]}]""");
    }

    @Test
    void everyChoiceIsAMessageWithItsReason() {
        call.setResponseBody("""
                {"choices":[
                  {"index":0,"message":{"role":"assistant","reasoning_content":"hm","content":"Sunny"},"finish_reason":"stop"},
                  {"index":1,"message":{"role":"assistant","content":"Rain"},"finish_reason":"length"},
                  {"index":2,"message":{"role":"assistant","content":"Sn"}}]}""");
        assertJson("gen_ai.output.messages", """
                [{"role":"assistant","parts":[{"type":"reasoning","content":"hm"},{"type":"text","content":"Sunny"}],
                  "finish_reason":"stop"},
                 {"role":"assistant","parts":[{"type":"text","content":"Rain"}],"finish_reason":"length"},
                 {"role":"assistant","parts":[{"type":"text","content":"Sn"}],"finish_reason":"error"}]""");
        assertThat(Spans.value(span(Dialect.CURRENT), "gen_ai.response.finish_reasons", AnyValue::getArrayValue)
                        .getValuesList())
                .extracting(AnyValue::getStringValue)
                .containsExactly("stop", "length");
    }

    @Test
    void plainPromptsAndTextsToEmbedAreMessagesOfTheUser() {
        call.setRequestBody("{\"prompt\":\"Once\"}");
        call.setResponseBody("{\"choices\":[{\"text\":\" upon\",\"finish_reason\":\"stop\"}]}");
        assertJson(
                "gen_ai.input.messages", "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Once\"}]}]");
        assertJson(
                "gen_ai.output.messages",
                "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\" upon\"}],"
                        + "\"finish_reason\":\"stop\"}]");
        call.setRequestBody("{\"input\":[\"a\",\"b\"]}");
        assertJson(
                "gen_ai.input.messages",
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"a\"}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"b\"}]}]");
        call.setRequestBody("{\"input\":[1,2,3]}");
        assertJson(
                "gen_ai.input.messages",
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"[1,2,3]\"}]}]");
    }

    @Test
    void bodiesThatAreNoJsonAreShownAsTheyAre() {
        call.setRequestBody("no json");
        call.setResponseBody("{\"choices\":7}");
        assertJson(
                "gen_ai.input.messages",
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"no json\"}]}]");
        assertThat(Spans.attributes(span(Dialect.CURRENT)))
                .doesNotContainKeys("gen_ai.output.messages", "gen_ai.tool.definitions");
    }

    @Test
    void theFormerFormHasAnAttributeForEachField() {
        call.setRequestBody("{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief\"},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]}");
        call.setResponseBody(
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":"
                        + "[{\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}]}");
        Span span = span(Dialect.LEGACY);
        Map.of(
                        "gen_ai.system", "openai",
                        "llm.request.type", "chat",
                        "gen_ai.prompt.0.role", "system",
                        "gen_ai.prompt.0.content", "Be brief",
                        "gen_ai.prompt.1.content", "[{\"type\":\"text\",\"text\":\"Hi\"}]",
                        "gen_ai.completion.0.role", "assistant",
                        "gen_ai.completion.0.finish_reason", "tool_calls",
                        "gen_ai.completion.0.tool_calls.0.name", "f",
                        "gen_ai.completion.0.tool_calls.0.arguments", "{}",
                        "metadata.feature", "greeting")
                .forEach((key, value) ->
                        assertThat(Spans.text(span, key)).as(key).isEqualTo(value));
        assertThat(Spans.value(span, "gen_ai.usage.prompt_tokens", AnyValue::getIntValue))
                .isEqualTo(call.getPromptTokens());
        assertThat(Spans.attributes(span))
                .doesNotContainKeys("gen_ai.provider.name", "gen_ai.input.messages", "gen_ai.completion.0.content");
    }

    @Test
    @DisplayName("C09: a custom tool call has its name and its input")
    void customToolCalls() {
        call.setResponseBody(
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\","
                        + "\"type\":\"custom\",\"custom\":{\"name\":\"exec\",\"input\":\"ls -la\"}}]},\"finish_reason\":\"tool_calls\"}]}");
        assertJson(
                "gen_ai.output.messages",
                "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\",\"name\":\"exec\","
                        + "\"arguments\":\"ls -la\"}],\"finish_reason\":\"tool_calls\"}]");
        assertThat(Spans.text(span(Dialect.LEGACY), "gen_ai.completion.0.tool_calls.0.name"))
                .isEqualTo("exec");
        assertThat(Spans.text(span(Dialect.LEGACY), "gen_ai.completion.0.tool_calls.0.arguments"))
                .isEqualTo("ls -la");
    }

    @Test
    void functionCallsRefusalsReasoningAndEveryChoiceAreThere() {
        call.setResponseBody(
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"reasoning_content\":\"hm\",\"function_call\":"
                        + "{\"name\":\"f\",\"arguments\":\"{}\"}},\"finish_reason\":\"function_call\"},{\"message\":{\"role\":\"assistant\","
                        + "\"content\":null,\"refusal\":\"no\"},\"finish_reason\":\"stop\"}]}");
        assertJson(
                "gen_ai.output.messages",
                "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"hm\"},{\"type\":\"tool_call\",\"id\":\"\","
                        + "\"name\":\"f\",\"arguments\":{}}],\"finish_reason\":\"function_call\"},{\"role\":\"assistant\",\"parts\":"
                        + "[{\"type\":\"text\",\"content\":\"no\"}],\"finish_reason\":\"stop\"}]");
        assertThat(Spans.text(span(Dialect.LEGACY), "gen_ai.completion.1.content"))
                .isEqualTo("no");
    }

    @Test
    void nothingIsSaidWithoutContent() {
        Span span = Spans.of(new CallEvent.Success(call), new GenAiSpan.Options(Dialect.BOTH, false, Limits.NONE));
        assertThat(span.toString()).doesNotContain("Greet reader").doesNotContain("messages");
        assertThat(Spans.text(span, "gen_ai.system")).isEqualTo(Spans.text(span, "gen_ai.provider.name"));
    }

    @Test
    void longTextsAreCutAndNamed() {
        Span span = Spans.of(new CallEvent.Success(call), new GenAiSpan.Options(Dialect.CURRENT, true, new Limits(64)));
        assertThat(Spans.text(span, "gen_ai.input.messages")).hasSize(64).endsWith("…");
        assertThat(Spans.value(span, "callstream.cut", AnyValue::getArrayValue).getValuesList())
                .extracting(AnyValue::getStringValue)
                .contains("gen_ai.input.messages");
    }

    private void assertJson(String attribute, String expected) {
        try {
            assertThat(MAPPER.readTree(Spans.text(span(Dialect.CURRENT), attribute)))
                    .isEqualTo(MAPPER.readTree(expected));
        } catch (IOException e) {
            throw new AssertionError(attribute + " is no JSON", e);
        }
    }

    private Span span(Dialect dialect) {
        return Spans.of(new CallEvent.Success(call), Spans.options(dialect));
    }
}
