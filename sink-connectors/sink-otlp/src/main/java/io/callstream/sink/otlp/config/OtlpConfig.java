package io.callstream.sink.otlp.config;

import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.http.Target;
import io.callstream.sink.otlp.export.Origin;
import io.callstream.sink.otlp.export.OtlpSink;
import io.callstream.sink.otlp.export.PartialSuccess;
import io.callstream.sink.otlp.genai.GenAiSpan;
import java.util.Map;

/**
 * A destination of GenAI spans.
 *
 * @param target address of its traces and headers
 * @param resource attributes of the resource that spans come from
 * @param spans how they are written
 * @param some what is done when it refuses some spans of a request
 * @param http timeout and compression
 */
public record OtlpConfig(
        Target target,
        Map<String, String> resource,
        GenAiSpan.Options spans,
        PartialSuccess.Some some,
        HttpOptions http) {
    public OtlpConfig {
        resource = Map.copyOf(resource);
    }

    /**
     * The sink that delivers there. Statuses mean what they mean for every sink: 500 and 408 are asked again, although OTLP counts them
     * as final, because an outage must not make dead letters.
     */
    public Sink open(SinkContext context) {
        return new OtlpSink(
                target,
                new HttpSender(http, context.clock()),
                Origin.of(resource),
                new GenAiSpan(spans),
                new PartialSuccess(StatusTable.standard(), some, context.metrics()));
    }
}
