package io.callstream.sink.lunary;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.testing.events.SampleCall;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fake Lunary of one test. */
final class LunaryHarness extends HttpSinkHarness<LunarySinkConfig> {
    private static final String POISON = "poison";

    private final FakeLunary lunary;

    private LunaryHarness(FakeLunary lunary) {
        super(401, lunary::receive);
        this.lunary = lunary;
    }

    static LunaryHarness start() {
        return new LunaryHarness(new FakeLunary(POISON));
    }

    FakeLunary lunary() {
        return lunary;
    }

    @Override
    public SinkFactory<LunarySinkConfig> factory() {
        return new LunarySinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("timeout", "1s");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "LUNARY_PUBLIC_KEY",
                FakeLunary.KEY,
                "LUNARY_API_URL",
                destination().uri("").toString());
    }

    @Override
    public boolean takes(CallEvent event) {
        return event.kind().terminal();
    }

    @Override
    public Set<String> arrived() {
        return lunary.complete();
    }

    @Override
    public Object state() {
        return lunary.runs();
    }

    @Override
    public Optional<CallEvent> poison() {
        SuccessEvent success = SampleCall.number(999).success();
        success.setMetadata(Map.of("word", POISON));
        return Optional.of(new CallEvent.Success(success));
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(FakeLunary.KEY);
    }
}
