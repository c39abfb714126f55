package io.callstream.sink.langfuse;

import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.events.id.EventIds;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.ErasureHarness;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.testing.events.SampleCall;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fake Langfuse with one project. */
final class LangfuseHarness extends HttpSinkHarness<LangfuseSinkConfig> implements ErasureHarness<LangfuseSinkConfig> {
    private static final String POISON = "poison-model";

    private final FakeLangfuse langfuse;

    private final Map<String, Object> more;

    private LangfuseHarness(FakeLangfuse langfuse, Map<String, Object> more) {
        super(401, Set.of("POST", "GET", "DELETE"), langfuse::receive);
        this.langfuse = langfuse;
        this.more = more;
    }

    static LangfuseHarness start() {
        return with(Map.of());
    }

    /** @param more settings beside those that every test needs */
    static LangfuseHarness with(Map<String, Object> more) {
        return new LangfuseHarness(new FakeLangfuse(POISON), more);
    }

    FakeLangfuse langfuse() {
        return langfuse;
    }

    @Override
    public LangfuseSinkFactory factory() {
        return new LangfuseSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings =
                new HashMap<>(Map.of("base_url", destination().uri("/").toString(), "timeout", "1s"));
        settings.putAll(more);
        return settings;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "LANGFUSE_PUBLIC_KEY", FakeLangfuse.PUBLIC_KEY,
                "LANGFUSE_SECRET_KEY", FakeLangfuse.SECRET_KEY,
                "LANGFUSE_TRACING_ENVIRONMENT", "staging");
    }

    @Override
    public boolean takes(CallEvent event) {
        return event.kind().terminal();
    }

    @Override
    public Set<String> arrived() {
        return langfuse.spans().stream()
                .map(span -> EventIds.of(
                        FakeLangfuse.text(span, "langfuse.observation.metadata.call_id"),
                        FakeLangfuse.text(span, "langfuse.observation.level").equals("ERROR")
                                ? EventKind.FAILURE
                                : EventKind.SUCCESS))
                .collect(Collectors.toSet());
    }

    @Override
    public Object state() {
        return langfuse.spans();
    }

    @Override
    public Optional<CallEvent> poison() {
        SuccessEvent success = SampleCall.number(999).success();
        success.setModel(POISON);
        return Optional.of(new CallEvent.Success(success));
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(FakeLangfuse.SECRET_KEY);
    }
}
