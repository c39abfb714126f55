package io.callstream.gateway.route;

import io.callstream.gateway.error.GatewayError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears how an attempt went: once that it began, and once how it ended. Safe for all threads; never waits. */
public interface AttemptObserver {
    /** Nobody wants to know. */
    AttemptObserver NONE = new AttemptObserver() {
        @Override
        public void began() {}

        @Override
        public void succeeded(long took, long untilFirst, long tokens) {}

        @Override
        public void failed(GatewayError error, int status, @Nullable Duration retryAfter, long took) {}

        @Override
        public void left() {}
    };

    void began();

    /**
     * It ended well.
     *
     * @param took nanoseconds for all of the answer
     * @param untilFirst nanoseconds until its first byte, of a stream; negative for a plain answer
     * @param tokens used; 0 when that is not known
     */
    void succeeded(long took, long untilFirst, long tokens);

    /**
     * It failed.
     *
     * @param status of the answer; 0 when none came
     * @param retryAfter how long the provider asks to be left alone; null when it does not say
     * @param took nanoseconds
     */
    void failed(GatewayError error, int status, @Nullable Duration retryAfter, long took);

    /** It ended for no reason of the deployment's: the client hung up, or it is asked again in another way. */
    void left();
}
