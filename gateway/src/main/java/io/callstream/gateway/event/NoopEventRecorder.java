package io.callstream.gateway.event;

import io.callstream.gateway.config.Deployment;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the gateway costs without events is measured with this. */
final class NoopEventRecorder implements EventRecorder {
    private static final CallRecorder STORY = new NoopCallRecorder();

    @Override
    public boolean takesCalls() {
        return true;
    }

    @Override
    public CallRecorder begin(CallFacts facts) {
        return STORY;
    }

    @Override
    public void whenDurable(Executor owner, Runnable action) {
        action.run();
    }

    private static final class NoopCallRecorder implements CallRecorder {
        @Override
        public void sentTo(Deployment deployment) {}

        @Override
        public void chunk(Slice data, Range fresh, @Nullable String finishReason, long nowNanos) {}

        @Override
        public void part(Slice bytes) {}

        @Override
        public void annotate(Annotations annotations) {}

        @Override
        public void expect(Outcome outcome) {}

        @Override
        public void succeeded(Outcome outcome) {}

        @Override
        public void failed(Outcome outcome, FailureFacts failed) {}
    }
}
