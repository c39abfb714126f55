package io.callstream.sink.testkit;

import io.callstream.sink.CallEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A harness on a {@link FakeDestination}, which can show every fault.
 *
 * @param <C> the sink's configuration
 */
public abstract class HttpSinkHarness<C> implements SinkHarness<C> {
    private final FakeDestination destination;

    /** @see FakeDestination#start */
    protected HttpSinkHarness(int revokedStatus, Function<ReceivedRequest, FakeReply> rules) {
        this.destination = FakeDestination.start(revokedStatus, rules);
    }

    /** @see FakeDestination#start */
    protected HttpSinkHarness(int revokedStatus, Set<String> methods, Function<ReceivedRequest, FakeReply> rules) {
        this.destination = FakeDestination.start(revokedStatus, methods, rules);
    }

    public final FakeDestination destination() {
        return destination;
    }

    @Override
    public final boolean inflict(Fault fault) {
        destination.inflict(fault);
        return true;
    }

    @Override
    public boolean stumblesOver(CallEvent event) {
        destination.failWhen(request -> request.text().contains(event.callId()));
        return true;
    }

    @Override
    public final void forgetRequests() {
        destination.forgetRequests();
    }

    @Override
    public final void heal() {
        destination.heal();
    }

    @Override
    public List<String> idempotencyKeys() {
        return destination.requests().stream()
                .map(request -> request.header("idempotency-key"))
                .filter(key -> !key.isEmpty())
                .toList();
    }

    @Override
    public final void close() {
        destination.close();
    }
}
