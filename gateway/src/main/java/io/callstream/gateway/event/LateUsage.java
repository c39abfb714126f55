package io.callstream.gateway.event;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.usage.AskedModel;
import io.callstream.gateway.usage.UsageCounter;
import io.callstream.json.Slice;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has the tokens of an answer counted that came without usage. Counting takes milliseconds and is not for an event
 * loop; the terminal event is recorded a little later, on the thread that owns the lane.
 */
final class LateUsage {
    private final SpoolEventRecorder recorder;
    private final Outcome outcome;
    private final UsageCounter.@Nullable Text text;

    LateUsage(SpoolEventRecorder recorder, RequestInfo asked, Outcome outcome) {
        this.recorder = recorder;
        this.outcome = outcome;
        this.text = text(model(outcome.route()), asked, outcome.response());
    }

    private static UsageCounter.@Nullable Text text(
            @Nullable AskedModel model, RequestInfo asked, ResponseFacts facts) {
        Slice request = asked.body();
        Slice response = facts.body();
        return model == null || request == null || response == null
                ? null
                : new UsageCounter.Text(model, request, response, new RecordedTier(asked, facts));
    }

    /** Whether there are texts, and room for them to wait. */
    boolean canCount() {
        return text != null && recorder.options().counter().hasRoomFor(text);
    }

    void thenOnOwner(Consumer<Outcome> then) {
        UsageCounter.Text counting = text;
        if (counting == null) {
            then.accept(outcome.uncounted());
            return;
        }
        try {
            recorder.options().counter().count(counting, counted -> onOwner(() -> then.accept(with(counted))));
        } catch (RejectedExecutionException e) {
            // Too much to count, or shutting down: the event matters more than its token count.
            then.accept(with(null));
        }
    }

    private void onOwner(Runnable telling) {
        try {
            recorder.owner().execute(telling);
        } catch (RejectedExecutionException e) {
            // The gateway ended before the count did: its next start tells the end that was noted.
        }
    }

    private static @Nullable AskedModel model(RouteFacts route) {
        Deployment deployment = route.deployment();
        String name = route.model();
        return deployment == null || name == null ? null : new AskedModel(deployment, name);
    }

    private Outcome with(UsageCounter.@Nullable Counted counted) {
        if (counted == null) {
            recorder.options().counters().notCounted();
            return outcome.uncounted();
        }
        return outcome.with(counted.usage(), counted.cost());
    }
}
