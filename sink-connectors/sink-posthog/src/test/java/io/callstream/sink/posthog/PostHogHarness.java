package io.callstream.sink.posthog;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.testing.events.SampleCall;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fake PostHog of one test. */
final class PostHogHarness extends HttpSinkHarness<PostHogSinkConfig> {
    private static final String POISON = "poison";

    private final FakePostHog postHog;

    private PostHogHarness(FakePostHog postHog) {
        super(401, postHog::receive);
        this.postHog = postHog;
    }

    static PostHogHarness start() {
        return new PostHogHarness(new FakePostHog(POISON));
    }

    FakePostHog postHog() {
        return postHog;
    }

    @Override
    public SinkFactory<PostHogSinkConfig> factory() {
        return new PostHogSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("timeout", "1s");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "POSTHOG_API_KEY",
                FakePostHog.KEY,
                "POSTHOG_API_URL",
                destination().uri("/").toString());
    }

    @Override
    public boolean takes(CallEvent event) {
        return event.kind().terminal();
    }

    @Override
    public Set<String> arrived() {
        return postHog.events().stream().map(FakePostHog::eventId).collect(Collectors.toSet());
    }

    @Override
    public Object state() {
        return postHog.events();
    }

    @Override
    public Optional<CallEvent> poison() {
        SuccessEvent success = SampleCall.number(999).success();
        success.setMetadata(Map.of("word", POISON));
        return Optional.of(new CallEvent.Success(success));
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(FakePostHog.KEY);
    }
}
