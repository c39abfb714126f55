package io.callstream.spool;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Holds a lane's actions until what they wait for is durable. The lane's owner adds, one other thread opens. */
final class DurabilityGate {
    private final Durability durability;
    private final Supplier<Position> appended;
    private final Runnable wake;
    private final Queue<Waiter> waiting = new ConcurrentLinkedQueue<>();

    /**
     * @param appended end of what the lane has appended
     * @param wake wakes the thread that makes things durable
     */
    DurabilityGate(Durability durability, Supplier<Position> appended, Runnable wake) {
        this.durability = durability;
        this.appended = appended;
        this.wake = wake;
    }

    void await(Executor owner, Runnable action) {
        if (durability == Durability.SPOOLED) {
            action.run();
            return;
        }
        waiting.add(new Waiter(appended.get(), owner, action));
        wake.run();
    }

    boolean idle() {
        return waiting.isEmpty();
    }

    /** Everything before this position is durable now. */
    void reached(Position position) {
        for (Waiter head = waiting.peek(); head != null; head = waiting.peek()) {
            if (head.position.compareTo(position) > 0) {
                return;
            }
            waiting.poll();
            run(head);
        }
    }

    private static void run(Waiter waiter) {
        try {
            waiter.owner.execute(waiter.action);
        } catch (RejectedExecutionException e) {
            // The event loop is gone, and its calls with it: nobody is left to answer.
        }
    }

    private record Waiter(Position position, Executor owner, Runnable action) {}
}
