package io.callstream.sink.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A fake (or real, local) destination of one sink, and how to ask it what arrived. Made for each test and closed after it.
 *
 * @param <C> the sink's configuration
 */
public interface SinkHarness<C> extends AutoCloseable {
    SinkFactory<C> factory();

    /** The sink's section of the configuration, with addresses of this destination and timeouts of a second or less. */
    Map<String, Object> settings();

    /** The {@code timeout} of a sink whose destination is well: as long as a busy machine may take for an answer. */
    default String patience() {
        return "120s";
    }

    /**
     * Whether a sink whose destination refuses connections says so only when its {@code timeout} is over; tests of outages then have
     * the short one of {@link #settings}.
     */
    default boolean outagesTakeTheTimeout() {
        return false;
    }

    default Map<String, String> environment() {
        return Map.of();
    }

    /** Lets the destination behave badly until {@link #heal}; false if it has no way to do so, see {@link #unshown}. */
    boolean inflict(Fault fault);

    /** Why the destination cannot show a fault, for each that {@link #inflict} does not know. */
    default Map<Fault, String> unshown() {
        return Map.of();
    }

    /** Ends all faults. */
    void heal();

    /** Whether the sink brings this event to the destination; others it only acknowledges. */
    boolean takes(CallEvent event);

    /** Ids of the events that are at the destination now. */
    Set<String> arrived();

    /** Fails unless these events and no others are at the destination; destinations that merge events say how they count. */
    default void assertArrived(Set<String> eventIds) {
        assertThat(arrived()).isEqualTo(eventIds);
    }

    /** All that the destination holds, apart from when it came: the same after a batch was delivered twice. */
    Object state();

    /** An event that the destination refuses for what is in it, however often it is sent. */
    default Optional<CallEvent> poison() {
        return Optional.empty();
    }

    /** Why there is no {@link #poison}; required then. */
    default String whyNoPoison() {
        return "";
    }

    /**
     * Called while the sink is open: from now on the destination answers as one in trouble whenever it gets this event, and takes all others; false if it has no way
     * to do so, see {@link #whyItNeverStumbles}.
     */
    default boolean stumblesOver(CallEvent event) {
        return false;
    }

    /** Why an event alone cannot bring the destination into trouble; required where {@link #stumblesOver} is false. */
    default String whyItNeverStumbles() {
        return "";
    }

    /**
     * Why an event that comes again in another batch than before stands twice at the destination; empty if it does not.
     */
    default Optional<String> repeatsBecause() {
        return Optional.empty();
    }

    /** What the requests since the start named themselves for telling repeats apart, if the destination has such a thing. */
    default List<String> idempotencyKeys() {
        return List.of();
    }

    /** A password or key in the settings that must be seen nowhere else. */
    default Optional<String> secret() {
        return Optional.empty();
    }

    /** For long runs: the destination keeps what it made of requests, and not the requests themselves. */
    default void forgetRequests() {}

    /** Tells a destination that looks at the time another clock than that of sinks under test. */
    default void clock(Clock clock) {}

    /** Calls the harness once, before anything else, with a directory of its own. */
    default void start(Path directory) throws Exception {}

    @Override
    void close();
}
