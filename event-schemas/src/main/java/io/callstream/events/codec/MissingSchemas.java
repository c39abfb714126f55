package io.callstream.events.codec;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which schemas the registry did not know, and since when. A registry that has just been started may still be reading its
 * storage, so an unknown schema is waited for; but all of them together, since it is the registry that is waited for: a
 * second one that turns up when the wait is over is not waited for anew. Safe for use by several threads.
 */
final class MissingSchemas {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
    /** So long nothing was missed after a wait: the next miss may be another start of the registry. */
    private static final Duration WAIT_IS_OVER = Duration.ofSeconds(30);

    private static final int MOST = 1_000;

    private final Clock clock;
    private final Duration patience;
    private final Map<Integer, Miss> misses = new HashMap<>();
    private Instant waitBegan = Instant.MIN;
    private Instant lastMiss = Instant.MIN;

    MissingSchemas(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    private record Miss(Exception answer, Instant askAgain) {}

    /** What was said of this schema just now; null when the registry should be asked. */
    synchronized @Nullable RuntimeException fresh(int schemaId) {
        Miss miss = misses.get(schemaId);
        return miss != null && clock.instant().isBefore(miss.askAgain()) ? verdict(schemaId, miss.answer()) : null;
    }

    /** The registry does not know it: what that means now. */
    synchronized RuntimeException missed(int schemaId, Exception answer) {
        Instant now = clock.instant();
        if (lastMiss.equals(Instant.MIN)
                || lastMiss.plus(patience).plus(WAIT_IS_OVER).isBefore(now)) {
            waitBegan = now;
        }
        lastMiss = now;
        if (misses.size() >= MOST) {
            misses.clear();
        }
        misses.put(schemaId, new Miss(answer, now.plus(ASK_AGAIN)));
        return verdict(schemaId, answer);
    }

    private RuntimeException verdict(int schemaId, Exception answer) {
        String message = "the registry knows no schema with id " + schemaId;
        return waitBegan.plus(patience).isAfter(clock.instant())
                ? new SchemaMissingException(message + " yet", answer)
                : new UnknownSchemaException(message, answer);
    }

    synchronized void found(int schemaId) {
        misses.remove(schemaId);
    }
}
