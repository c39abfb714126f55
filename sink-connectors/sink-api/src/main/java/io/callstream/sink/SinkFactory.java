package io.callstream.sink;

import io.callstream.events.EventKind;
import io.callstream.settings.Key;
import java.util.List;
import java.util.Set;

/**
 * Makes a sink from its settings. Found by {@link java.util.ServiceLoader}; needs a public constructor without
 * parameters that does nothing.
 *
 * <p>Life: {@link #configure} once, at start, where every problem with the settings is noted; then {@link #create} once, which may open
 * connections, and may be called again on a new instance after a hold.
 *
 * @param <C> the sink's configuration, a record that validates itself
 */
public interface SinkFactory<C> {
    /**
     * The sink's name in callback lists, settings, the consumer group and metrics: lower case, digits, dashes; underscores only where
     * LiteLLM's callback has them.
     */
    String name();

    /**
     * The sink's own settings, each stated once: its table in the sink's documentation is made of them, and {@link #configure} reads
     * these and no others.
     */
    default List<Key<?>> keys() {
        return List.of();
    }

    /** Reads {@code callstream.sinks.<name>}; a wrong or missing setting is noted there, not thrown. */
    C configure(SinkSettings settings);

    /** How events are gathered before {@link Sink#deliver} is called. */
    BatchPolicy batching(C config);

    /** What the sink hears of when it is started without being named in a callback list or an {@code events} setting. */
    default Set<EventKind> defaultEvents() {
        return Set.of(EventKind.SUCCESS, EventKind.FAILURE);
    }

    /**
     * What comes of an event that is delivered again. A replay asks before it sends what a destination may have already.
     * {@link Repeats#MERGED} is a promise: an event delivered a day later, in another batch, changes nothing.
     */
    default Repeats repeats(C config) {
        return Repeats.KEPT;
    }

    /**
     * What reports of erasures say of a sink that is no {@link ErasureSinkFactory}: one sentence on what stays where, and what the
     * operator can do about it.
     */
    default String withoutErasure() {
        return "the destination keeps what it was sent: this sink knows no call that deletes there; delete it by the destination's own means";
    }

    /**
     * Opens the sink.
     *
     * @throws SinkUnavailableException if the destination cannot be reached yet: tried again later
     * @throws SinkConfigException if it can never work with this configuration: the sink is held
     */
    Sink create(C config, SinkContext context);
}
