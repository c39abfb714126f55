package io.callstream.sink;

import java.util.List;

/**
 * Delivers events of one type to one destination. It turns a batch into requests and says what became of them; it never sleeps,
 * retries, or logs what the calls said.
 *
 * <p>Thread contract: {@link #deliver} is called by at most {@link BatchPolicy#concurrency()} threads at a time, with
 * different events; {@link #close} is called once no delivery runs, and may be called again.
 *
 * @param <E> what it delivers
 */
public interface EventSink<E extends SinkEvent> extends AutoCloseable {
    /**
     * Sends the batch and waits for the destination's answer.
     *
     * @param batch at least one event, at most as many as the {@link BatchPolicy} allows, in the order of their
     *     partitions; an event may have been delivered before, with the same event id
     * @return what became of it; an exception counts as {@link Delivery.RetryAfter} when it is a
     *     {@link SinkUnavailableException} or says that a connection failed, and as {@link Delivery.Rejected} otherwise, because then
     *     some event in the batch is one that this sink cannot read
     * @see io.callstream.sink.failure.DeliveryExceptions
     */
    Delivery deliver(List<E> batch) throws Exception;

    /**
     * Whether an event that is delivered alone makes the sink speak to its destination, so that {@link Delivery.Delivered} shows that
     * the destination works. False for events that are only acknowledged, counted, or left out of a sample.
     */
    default boolean sends(E event) {
        return true;
    }

    /**
     * Sends what the sink itself has gathered (a digest, a half-written file) and gives its resources back. Called on
     * an orderly stop; nothing may depend on it, because a killed process does not get here.
     */
    @Override
    void close();
}
