package io.callstream.sink.honeyhive;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.events.id.EventIds;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.testing.events.SampleCall;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fake HoneyHive of one test. */
final class HoneyHiveHarness extends HttpSinkHarness<HoneyHiveSinkConfig> {
    private static final String POISON = "poison";

    private final FakeHoneyHive honeyHive;
    private final Map<String, Object> more;

    private HoneyHiveHarness(FakeHoneyHive honeyHive, Map<String, Object> more) {
        super(401, honeyHive::receive);
        this.honeyHive = honeyHive;
        this.more = more;
        destination().partly(honeyHive::receivePartly);
    }

    /** @param more settings beside those that every test needs */
    static HoneyHiveHarness with(Map<String, Object> more) {
        return new HoneyHiveHarness(new FakeHoneyHive(POISON), more);
    }

    FakeHoneyHive honeyHive() {
        return honeyHive;
    }

    @Override
    public SinkFactory<HoneyHiveSinkConfig> factory() {
        return new HoneyHiveSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(Map.of("timeout", "1s"));
        settings.putAll(more);
        return settings;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "HONEYHIVE_API_KEY",
                FakeHoneyHive.KEY,
                "HONEYHIVE_PROJECT",
                "checkout",
                "HONEYHIVE_API_URL",
                destination().uri("").toString());
    }

    @Override
    public boolean takes(CallEvent event) {
        return event.kind().terminal();
    }

    @Override
    public Set<String> arrived() {
        return honeyHive.events().stream().map(HoneyHiveHarness::eventId).collect(Collectors.toSet());
    }

    private static String eventId(JsonNode event) {
        boolean well = event.at("/metadata/success").asBoolean();
        return EventIds.of(event.at("/metadata/request_id").asText(), well ? EventKind.SUCCESS : EventKind.FAILURE);
    }

    @Override
    public Object state() {
        return honeyHive.events();
    }

    @Override
    public Optional<CallEvent> poison() {
        SuccessEvent success = SampleCall.number(999).success();
        success.setMetadata(Map.of("word", POISON));
        return Optional.of(new CallEvent.Success(success));
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(FakeHoneyHive.KEY);
    }
}
