package io.callstream.gateway.event;

import io.callstream.gateway.config.Deployment;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one call after its pre-call. The first end counts; later ones are ignored and counted. Nothing here
 * throws or waits.
 *
 * <p>Thread contract: only the thread of the {@link EventRecorder} that began it.
 */
public interface CallRecorder {
    /** The call goes to a deployment: its key is not to be recorded, whatever the provider answers. */
    void sentTo(Deployment deployment);

    /**
     * A chunk of a streamed answer.
     *
     * @param data JSON text of one server-sent event; only looked at during the call
     * @param fresh the part of it that may differ from the last chunk that was fresh as a whole; it begins and ends between
     *     names and values
     * @param finishReason set on the chunk that ends the first choice
     * @param nowNanos {@link System#nanoTime()}
     */
    void chunk(Slice data, Range fresh, @Nullable String finishReason, long nowNanos);

    /** A chunk that has nothing to do with those before it. */
    default void chunk(Slice data, @Nullable String finishReason, long nowNanos) {
        chunk(data, new Range(0, data.length()), finishReason, nowNanos);
    }

    /**
     * A part of an answer that is too large to be held; all parts together are recorded instead of the outcome's body.
     *
     * @param bytes only looked at during the call
     */
    void part(Slice bytes);

    /**
     * How many bytes of an answer the events take in the provider's own form, besides the client's; 0 where they take none, so that
     * nobody keeps it.
     */
    default int roomForOwnForm() {
        return 0;
    }

    /** The call's last event says this as well. */
    void annotate(Annotations annotations);

    /** The call will succeed with this, whose tokens are still to be counted, unless its client hangs up now. */
    void expect(Outcome outcome);

    void succeeded(Outcome outcome);

    void failed(Outcome outcome, FailureFacts failed);

    /**
     * For a call that ends without usage: records what was counted of it, once, on this recorder's thread, after its end. To be
     * called before that.
     */
    default void whenCounted(Consumer<Outcome> then) {
        then.accept(Outcome.inside(0));
    }
}
