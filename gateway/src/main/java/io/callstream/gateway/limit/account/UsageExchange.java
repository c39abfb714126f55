package io.callstream.gateway.limit.account;

import io.callstream.gateway.limit.LimitSubject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How this gateway lets the others know what it has used. Called by one thread; does not wait. */
public interface UsageExchange {
    /** There are no others. */
    UsageExchange NONE = new UsageExchange() {
        @Override
        public CompletionStage<?> publish(LimitSubject subject, UsageReport report) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void forget(String gateway, LimitSubject subject) {}

        @Override
        public CompletionStage<?> beat() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean keeps() {
            return false;
        }

        @Override
        public boolean current() {
            return true;
        }
    };

    /** Completes when others can read it. */
    CompletionStage<?> publish(LimitSubject subject, UsageReport report);

    /** What a gateway has said of a subject is of no use any more. */
    void forget(String gateway, LimitSubject subject);

    /**
     * This gateway runs, and what it had published before the last tick can be read by others. Completes when this can be
     * read, too.
     */
    CompletionStage<?> beat();

    /** Whether what is published reaches anybody: others, or a later run of this gateway. */
    boolean keeps();

    /** Whether all that others had published before this gateway began has been heard. */
    boolean current();
}
