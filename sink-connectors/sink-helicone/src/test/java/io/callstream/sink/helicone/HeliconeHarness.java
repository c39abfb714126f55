package io.callstream.sink.helicone;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.events.id.EventIds;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.testing.events.SampleCall;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fake Helicone of one test. */
final class HeliconeHarness extends HttpSinkHarness<HeliconeSinkConfig> {
    static final String INDIGESTIBLE = "indigestible";
    private static final String POISON = "poison";

    private final FakeHelicone helicone;

    private HeliconeHarness(FakeHelicone helicone) {
        super(401, helicone::receive);
        this.helicone = helicone;
    }

    static HeliconeHarness start() {
        return new HeliconeHarness(new FakeHelicone(POISON, INDIGESTIBLE));
    }

    FakeHelicone helicone() {
        return helicone;
    }

    @Override
    public SinkFactory<HeliconeSinkConfig> factory() {
        return new HeliconeSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("timeout", "1s");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "HELICONE_API_KEY",
                FakeHelicone.KEY,
                "HELICONE_API_BASE",
                destination().uri("/").toString());
    }

    @Override
    public boolean takes(CallEvent event) {
        return event.kind().terminal();
    }

    @Override
    public Set<String> arrived() {
        return helicone.logs().stream().map(HeliconeHarness::eventId).collect(Collectors.toSet());
    }

    private static String eventId(JsonNode log) {
        boolean well = log.path("providerResponse").path("status").asInt() == 200;
        String callId = log.path("providerRequest")
                .path("meta")
                .path("Helicone-Property-Call-Id")
                .asText();
        return EventIds.of(callId, well ? EventKind.SUCCESS : EventKind.FAILURE);
    }

    @Override
    public Object state() {
        return helicone.logs();
    }

    @Override
    public Optional<CallEvent> poison() {
        return Optional.of(new CallEvent.Success(saying(999, POISON)));
    }

    /** A call whose metadata has this word in it. */
    static SuccessEvent saying(int number, String word) {
        SuccessEvent success = SampleCall.number(number).success();
        success.setMetadata(Map.of("word", word));
        return success;
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(FakeHelicone.KEY);
    }
}
