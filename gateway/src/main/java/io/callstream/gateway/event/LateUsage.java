package io.callstream.gateway.event;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.usage.AskedModel;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageCounter;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has the tokens of an answer counted that came without usage. Counting takes milliseconds and is not for an event
 * loop; the terminal event is told a little later, on the thread that owns the lane.
 */
final class LateUsage {
    private final LaneTeller teller;
    private final Asked asked;
    private final Outcome outcome;

    LateUsage(LaneTeller teller, Asked asked, Outcome outcome) {
        this.teller = teller;
        this.asked = asked;
        this.outcome = outcome;
    }

    void thenOnOwner(Consumer<Outcome> tell) {
        AskedModel model = model(outcome.route());
        if (model == null || asked.body() == null || outcome.response().body() == null) {
            tell.accept(outcome);
            return;
        }
        UsageCounter.Text text =
                new UsageCounter.Text(model, asked.body(), outcome.response().body());
        try {
            teller.options().counter().count(text, counted -> teller.owner().execute(() -> tell.accept(with(counted))));
        } catch (RejectedExecutionException e) {
            // Too much to count, or shutting down: the event matters more than its token count.
            teller.options().counters().notCounted();
            tell.accept(outcome);
        }
    }

    private static @Nullable AskedModel model(RouteFacts route) {
        Deployment deployment = route.deployment();
        String name = route.model();
        return deployment == null || name == null ? null : new AskedModel(deployment, name);
    }

    private Outcome with(UsageCounter.@Nullable Counted counted) {
        if (counted == null) {
            teller.options().counters().notCounted();
            return outcome;
        }
        Usage usage = counted.usage();
        return outcome.with(usage, counted.cost());
    }
}
