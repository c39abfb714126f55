package io.callstream.sink.traceloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.otlp.config.OtlpConfig;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.sink.testkit.otlp.SpanRules;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceloopSinkTest {
    @TempDir
    Path directory;

    private final Problems problems = new Problems();

    @Test
    void whatOpenLlmetryWritesIsThere() {
        try (TraceloopHarness harness = new TraceloopHarness();
                OpenSink<OtlpConfig> sink = OpenSink.of(harness, directory)) {
            sink.deliverAll(List.of(Fixtures.success(1)));
            Span span = harness.collector().spans().iterator().next();
            Map.of(
                            "gen_ai.system", "openai",
                            "llm.request.type", "chat",
                            "gen_ai.prompt.0.role", "system",
                            "gen_ai.completion.0.content", "Grüezi from Zürich",
                            "gen_ai.completion.0.finish_reason", "stop",
                            "traceloop.association.properties.session_id", "session-0",
                            "traceloop.association.properties.user_id", "end-user-1",
                            "traceloop.association.properties.feature", "greeting")
                    .forEach((key, value) ->
                            assertThat(SpanRules.text(span, key)).as(key).isEqualTo(value));
            assertThat(SpanRules.value(span, "llm.usage.total_tokens").getIntValue())
                    .isEqualTo(27);
            assertThat(SpanRules.value(span, "llm.is_streaming").getBoolValue()).isTrue();
            assertThat(SpanRules.text(span, "gen_ai.provider.name")).isEqualTo("openai");
        }
    }

    @Test
    void aKeyIsEnough() {
        OtlpConfig config = read(Map.of(), Map.of("TRACELOOP_API_KEY", "key", "TRACELOOP_TRACE_CONTENT", "false"));
        assertThat(config.target().uri()).isEqualTo(URI.create("https://api.traceloop.com/v1/traces"));
        assertThat(config.target().headers()).isEqualTo(Map.of("Authorization", "Bearer key"));
        assertThat(config.spans().content()).isFalse();
        assertThat(problems.none()).isTrue();
    }

    @Test
    void headersWillDoInsteadOfAKey() {
        assertThat(read(Map.of(), Map.of("TRACELOOP_HEADERS", "x-key=1"))
                        .target()
                        .headers())
                .isEqualTo(Map.of("x-key", "1"));
        assertThat(problems.none()).isTrue();
    }

    @Test
    void withoutEitherThatIsAProblem() {
        read(Map.of(), Map.of());
        assertThat(problems.none()).isFalse();
    }

    private OtlpConfig read(Map<String, Object> settings, Map<String, String> environment) {
        Section section = new Section("callstream.sinks.traceloop", settings, problems);
        return new TraceloopSinkFactory().configure(new SinkSettings(section, Environment.of(environment)));
    }
}
