package io.callstream.gateway.call;

import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Where a call is in its life.
 *
 * <pre>
 *   Recording ──▶ Attempting ──first byte to the client──▶ Committed ──▶ Ended
 *       │          │  ▲    │                                               ▲
 *       │          ▼  │    │                                               │
 *       │         Pausing  │                                               │
 *       └─────────────┴────┴────────── hang-up, failure, answer ───────────┘
 * </pre>
 */
sealed interface CallState {
    CallState RECORDING = new Recording();
    CallState ENDED = new Ended();

    /** The attempt under way; null when there is none. */
    @Nullable Attempt attempt();

    /** The pre-call event is on its way to being as durable as it has to be. */
    record Recording() implements CallState {
        @Override
        public @Nullable Attempt attempt() {
            return null;
        }
    }

    /** The request is with a provider, and the client has nothing of an answer yet: another attempt may follow. */
    record Attempting(Attempt attempt) implements CallState {}

    /** The next attempt begins when its time has come. */
    record Pausing(Future<?> next) implements CallState {
        @Override
        public @Nullable Attempt attempt() {
            return null;
        }
    }

    /** The client has the beginning of this attempt's answer: it can have no other. */
    record Committed(Attempt attempt) implements CallState {}

    /** The call has its one end. */
    record Ended() implements CallState {
        @Override
        public @Nullable Attempt attempt() {
            return null;
        }
    }
}
