package io.callstream.sink.otlp.genai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.Attempt;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.events.SampleCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes;
import io.opentelemetry.semconv.incubating.OpenaiIncubatingAttributes;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names and types of the attributes, judged by OpenTelemetry's own table of them. */
class SemanticConventionsTest {
    /** Structured attributes, which the Java table leaves out: model/gen-ai/registry.yaml of the conventions 1.41. */
    private static final Set<String> STRUCTURED =
            Set.of("gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.tool.definitions");

    private static final Map<AttributeType, AnyValue.ValueCase> TYPES = Map.of(
            AttributeType.STRING, AnyValue.ValueCase.STRING_VALUE,
            AttributeType.LONG, AnyValue.ValueCase.INT_VALUE,
            AttributeType.DOUBLE, AnyValue.ValueCase.DOUBLE_VALUE,
            AttributeType.BOOLEAN, AnyValue.ValueCase.BOOL_VALUE,
            AttributeType.STRING_ARRAY, AnyValue.ValueCase.ARRAY_VALUE);

    private final Map<String, AttributeType> table = table();

    @Test
    void everyAttributeOfTheConventionsHasItsNameAndType() {
        Map<String, AnyValue> sent = Spans.attributes(Spans.of(rich()));
        sent.forEach((name, value) -> {
            if ((name.startsWith("gen_ai.") || name.startsWith("openai.")) && !STRUCTURED.contains(name)) {
                assertThat(table).as(name).containsKey(name);
                assertThat(value.getValueCase()).as(name).isEqualTo(TYPES.get(table.get(name)));
            }
        });
        assertThat(sent).containsKeys(STRUCTURED.toArray(String[]::new));
        assertThat(sent.keySet()).filteredOn(name -> name.startsWith("gen_ai.")).hasSizeGreaterThan(25);
    }

    @Test
    void noDeprecatedNameIsSent() {
        assertThat(Spans.attributes(Spans.of(rich())))
                .doesNotContainKeys(
                        "gen_ai.system",
                        "gen_ai.prompt",
                        "gen_ai.completion",
                        "gen_ai.usage.prompt_tokens",
                        "gen_ai.usage.completion_tokens",
                        "llm.request.type");
    }

    @Test
    void theRequiredAttributesAreThere() {
        for (Span span : List.of(Spans.of(rich()), Spans.of(SampleCall.number(0).failure()))) {
            assertThat(Spans.text(span, "gen_ai.operation.name"))
                    .isEqualTo(GenAiIncubatingAttributes.GenAiOperationNameIncubatingValues.CHAT);
            assertThat(Spans.text(span, "gen_ai.provider.name"))
                    .isEqualTo(GenAiIncubatingAttributes.GenAiProviderNameIncubatingValues.OPENAI);
            assertThat(span.getName()).isEqualTo("chat gpt-4o-mini");
            assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        }
    }

    @Test
    void providersHaveTheirWellKnownNames() {
        Map.of(
                        "azure", GenAiIncubatingAttributes.GenAiProviderNameIncubatingValues.AZURE_AI_OPENAI,
                        "bedrock", GenAiIncubatingAttributes.GenAiProviderNameIncubatingValues.AWS_BEDROCK,
                        "gemini", GenAiIncubatingAttributes.GenAiProviderNameIncubatingValues.GCP_GEMINI,
                        "mistral", GenAiIncubatingAttributes.GenAiProviderNameIncubatingValues.MISTRAL_AI,
                        "xai", GenAiIncubatingAttributes.GenAiProviderNameIncubatingValues.X_AI,
                        "anthropic", GenAiIncubatingAttributes.GenAiProviderNameIncubatingValues.ANTHROPIC,
                        "ollama", "ollama")
                .forEach((provider, name) -> {
                    SuccessEvent call = SampleCall.number(0).success();
                    call.setProvider(provider);
                    assertThat(Spans.text(Spans.of(call), "gen_ai.provider.name"))
                            .isEqualTo(name);
                });
    }

    @Test
    void aFailureSaysWhatWentWrong() {
        FailureEvent failure = SampleCall.number(0).failure();
        Span span = Spans.of(failure);
        assertThat(Spans.text(span, "error.type")).isEqualTo("RATE_LIMITED");
        assertThat(span.getStatus().getCodeValue()).isEqualTo(2);
        assertThat(span.getStatus().getMessage()).isEqualTo("RATE_LIMITED: " + failure.getMessage());
        assertThat(Spans.of(SampleCall.number(0).success()).getStatus().getCodeValue())
                .isZero();
    }

    @Test
    void triesOfACallThatTookSeveralAreEvents() {
        SuccessEvent call = SampleCall.number(0).success();
        Attempt last = call.getAttempts().get(0);
        Attempt first = Attempt.newBuilder(last)
                .setProvider("azure")
                .setHttpStatus(429)
                .setErrorCode("RATE_LIMITED")
                .build();
        assertThat(Spans.of(call).getEventsList()).isEmpty();
        call.setAttempts(List.of(first, last));
        List<Span.Event> events = Spans.of(call).getEventsList();
        assertThat(events)
                .extracting(Span.Event::getName)
                .containsOnly("callstream.attempt")
                .hasSize(2);
        assertThat(events.get(0).getTimeUnixNano())
                .isEqualTo(first.getStartedAt().toEpochMilli() * 1_000_000);
        assertThat(events.get(0).getAttributesList().toString())
                .contains("RATE_LIMITED", "azure.ai.openai", "int_value: 429");
        assertThat(events.get(1).getAttributesList().toString()).doesNotContain("error.type");
    }

    @Test
    void parametersThatAreNoneAreLeftOut() {
        SuccessEvent call = SampleCall.number(0).success();
        call.setParameters("{\"temperature\":\"hot\",\"max_tokens\":1e99,\"seed\":null,\"stop\":5,\"n\":1}");
        assertThat(Spans.attributes(Spans.of(call)))
                .doesNotContainKeys(
                        "gen_ai.request.temperature",
                        "gen_ai.request.max_tokens",
                        "gen_ai.request.seed",
                        "gen_ai.request.stop_sequences",
                        "gen_ai.request.choice.count");
    }

    /** A call in which everything is set. */
    private static SuccessEvent rich() {
        SuccessEvent call = SampleCall.number(1).success();
        call.setParameters("{\"temperature\":0.2,\"top_p\":1,\"top_k\":40,\"frequency_penalty\":0.5,"
                + "\"presence_penalty\":-0.5,\"max_tokens\":256,\"seed\":7,\"n\":2,\"stop\":[\"a\",\"b\"],"
                + "\"dimensions\":3,\"encoding_format\":\"float\",\"service_tier\":\"flex\","
                + "\"response_format\":{\"type\":\"json_schema\"}}");
        call.setRequestBody("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
                + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}");
        call.setResponseBody("{\"service_tier\":\"default\",\"system_fingerprint\":\"fp_1\",\"choices\":"
                + "[{\"message\":{\"role\":\"assistant\",\"content\":\"x\"},\"finish_reason\":\"stop\"}]}");
        call.setCacheReadTokens(3L);
        call.setCacheCreationTokens(2L);
        call.setReasoningTokens(1L);
        return call;
    }

    private static Map<String, AttributeType> table() {
        Map<String, AttributeType> table = new HashMap<>();
        for (Class<?> type : List.of(GenAiIncubatingAttributes.class, OpenaiIncubatingAttributes.class)) {
            for (Field field : type.getFields()) {
                if (AttributeKey.class.isAssignableFrom(field.getType())) {
                    AttributeKey<?> key = key(field);
                    table.put(key.getKey(), key.getType());
                }
            }
        }
        return table;
    }

    private static AttributeKey<?> key(Field field) {
        try {
            return (AttributeKey<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
