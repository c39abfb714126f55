package io.callstream.sink.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.testing.events.SampleCall;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One of Datadog's intakes, or an Agent in front of it. */
final class DatadogHarness extends HttpSinkHarness<DatadogSinkConfig> {
    private static final String POISON = "poison";

    private final SinkFactory<DatadogSinkConfig> factory;
    private final FakeIntake intake;
    private final boolean agent;

    private DatadogHarness(SinkFactory<DatadogSinkConfig> factory, FakeIntake intake, boolean agent) {
        super(403, intake::receive);
        this.factory = factory;
        this.intake = intake;
        this.agent = agent;
    }

    static DatadogHarness logs() {
        return new DatadogHarness(new DatadogLogsSinkFactory(), new FakeLogs(POISON, false), false);
    }

    static DatadogHarness logsOfAgent() {
        return new DatadogHarness(new DatadogLogsSinkFactory(), new FakeLogs(POISON, true), true);
    }

    static DatadogHarness spans() {
        return new DatadogHarness(new DatadogLlmObservabilitySinkFactory(), new FakeSpans(POISON, false), false);
    }

    Collection<JsonNode> entries() {
        return intake.entries();
    }

    @Override
    public SinkFactory<DatadogSinkConfig> factory() {
        return factory;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("timeout", "1s", "tags", "team:shop, tier:gold");
    }

    @Override
    public Map<String, String> environment() {
        if (agent) {
            return Map.of(
                    "LITELLM_DD_AGENT_HOST",
                    "127.0.0.1",
                    "LITELLM_DD_AGENT_PORT",
                    Integer.toString(destination().uri("").getPort()));
        }
        return Map.of(
                "DD_API_KEY",
                FakeIntake.KEY,
                "DD_SERVICE",
                "Shop Gateway",
                "DD_BASE_URL",
                destination().uri("/").toString());
    }

    @Override
    public boolean takes(CallEvent event) {
        return event.kind().terminal();
    }

    @Override
    public Set<String> arrived() {
        return entries().stream().map(intake::eventId).collect(Collectors.toSet());
    }

    @Override
    public Object state() {
        return entries();
    }

    @Override
    public Optional<CallEvent> poison() {
        SuccessEvent success = SampleCall.number(999).success();
        success.setMetadata(Map.of("word", POISON));
        return Optional.of(new CallEvent.Success(success));
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(FakeIntake.KEY);
    }
}
