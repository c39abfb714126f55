package io.callstream.sink.otlp.genai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.callstream.sink.json.JsonReader;
import io.callstream.sink.json.Texts;
import io.callstream.sink.otlp.span.Attributes;
import io.callstream.sink.otlp.span.CallEnd;
import io.callstream.sink.otlp.span.CallSpan;
import io.callstream.sink.otlp.span.Ids;
import io.callstream.sink.otlp.span.SpanMapper;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Optional;

/**
 * Maps a call to a span of OpenTelemetry's GenAI conventions.
 *
 * @see <a href="https://github.com/open-telemetry/semantic-conventions/blob/v1.41.1/docs/gen-ai/gen-ai-spans.md">1.41.1</a>
 */
public final class GenAiSpan implements SpanMapper {
    /** Characters, which is at most the 512 bytes that Logfire keeps. */
    private static final int LONGEST_NAME = 128;

    private final Options options;

    /**
     * How spans are written.
     *
     * @param dialect what the destination reads
     * @param content whether what was said is among the attributes
     * @param limits how large they may be
     */
    public record Options(Dialect dialect, boolean content, Limits limits) {}

    public GenAiSpan(Options options) {
        this.options = options;
    }

    @Override
    public Optional<Span> span(CallEnd call) {
        Operation operation = Operation.of(call);
        Span.Builder span = CallSpan.begin(call, failure -> failure.getErrorCode() + ": " + failure.getMessage())
                .setTraceId(Ids.traceOf(call))
                .setSpanId(Ids.spanOf(call))
                .setName(Texts.cut(name(call, operation), LONGEST_NAME))
                .addAllAttributes(attributes(call, operation))
                .addAllEvents(AttemptEvents.of(call));
        Ids.parentOf(call).ifPresent(span::setParentSpanId);
        return Optional.of(span.build());
    }

    /** As the convention has it, unless the caller names the call as LiteLLM's users do. */
    private static String name(CallEnd call, Operation operation) {
        return call.metadata("generation_name")
                .orElseGet(() -> RequestAttributes.model(call)
                        .map(model -> operation.name() + " " + model)
                        .orElse(operation.name()));
    }

    private List<KeyValue> attributes(CallEnd call, Operation operation) {
        JsonNode response = body(call, "response");
        Attributes attributes = new Attributes()
                .text("gen_ai.operation.name", operation.name())
                .text("llm.request.type", operation.requestType())
                .text("gen_ai.provider.name", call.text("provider").map(Providers::name));
        RequestAttributes.write(call, attributes);
        ResponseAttributes.write(call, response, attributes);
        GatewayAttributes.write(call, attributes);
        if (options.content()) {
            content(call, response, attributes);
        }
        return options.limits().applied(options.dialect().names().applied(attributes.pairs()));
    }

    private void content(CallEnd call, JsonNode response, Attributes attributes) {
        Conversation said = Conversation.of(body(call, "request"), response);
        if (options.dialect().forms().contains(Dialect.Form.MESSAGES)) {
            MessageAttributes.write(said, attributes);
        }
        if (options.dialect().forms().contains(Dialect.Form.INDEXED)) {
            IndexedAttributes.write(said, attributes);
        }
        attributes.text("callstream.provider_error_body", call.text("provider_error_body"));
    }

    /** A body that is no JSON, or of which only the beginning is shown, is a text. */
    private static JsonNode body(CallEnd call, String part) {
        return call.body(part)
                .map(body -> JsonReader.tree(body).orElseGet(() -> JsonNodeFactory.instance.textNode(body)))
                .orElseGet(MissingNode::getInstance);
    }
}
