package io.callstream.cli.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** What operators send to a service whose configuration they have changed: {@code kill -HUP PID}. */
public final class HangUpSignal {
    private static final Logger log = LoggerFactory.getLogger(HangUpSignal.class);
    private static final String NAME = "HUP";

    private HangUpSignal() {}

    /**
     * Runs the action at every signal from now on, on a thread of the platform's; without this the signal ends the process.
     *
     * @return false where the platform has no such signal, or keeps it to itself ({@code -Xrs})
     */
    public static boolean listen(Runnable action) {
        try {
            Signal.handle(new Signal(NAME), received -> action.run());
            return true;
        } catch (IllegalArgumentException e) {
            log.info("no SIGHUP here, so that a changed configuration is only found by looking: {}", e.getMessage());
            return false;
        }
    }
}
