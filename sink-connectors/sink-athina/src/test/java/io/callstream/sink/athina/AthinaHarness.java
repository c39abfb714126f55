package io.callstream.sink.athina;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.testing.events.SampleCall;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fake Athina of one test. */
final class AthinaHarness extends HttpSinkHarness<AthinaSinkConfig> {
    private static final String POISON = "poison";

    private final FakeAthina athina;

    private AthinaHarness(FakeAthina athina) {
        super(401, athina::receive);
        this.athina = athina;
    }

    static AthinaHarness start() {
        return new AthinaHarness(new FakeAthina(POISON));
    }

    FakeAthina athina() {
        return athina;
    }

    @Override
    public SinkFactory<AthinaSinkConfig> factory() {
        return new AthinaSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("timeout", "1s");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "ATHINA_API_KEY",
                FakeAthina.KEY,
                "ATHINA_BASE_URL",
                destination().uri("").toString());
    }

    @Override
    public boolean takes(CallEvent event) {
        return event.kind().terminal();
    }

    @Override
    public Set<String> arrived() {
        return athina.logs().stream().map(FakeAthina::eventId).collect(Collectors.toSet());
    }

    @Override
    public Object state() {
        return athina.logs();
    }

    @Override
    public Optional<CallEvent> poison() {
        SuccessEvent success = SampleCall.number(999).success();
        success.setMetadata(Map.of("word", POISON));
        return Optional.of(new CallEvent.Success(success));
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(FakeAthina.KEY);
    }
}
