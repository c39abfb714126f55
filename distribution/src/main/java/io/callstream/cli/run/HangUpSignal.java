package io.callstream.cli.run;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** What operators send to a service whose configuration they have changed: {@code kill -HUP PID}. */
public final class HangUpSignal {
    private static final String NAME = "HUP";

    private HangUpSignal() {}

    /**
     * From now on a signal waits for whoever listens, and does not end the process: a service that is still starting is told to read
     * its file again, too.
     */
    public static void hold() {
        Held held = new Held();
        try {
            held.before = Signal.handle(new Signal(NAME), held);
        } catch (IllegalArgumentException e) {
            log().debug("no SIGHUP here", e);
        }
    }

    /** Nobody will listen: what was {@linkplain #hold held} ends the process again. */
    public static void release() {
        try {
            Signal signal = new Signal(NAME);
            // Not SIG_IGN: what the process ignores, Java does not take up again.
            SignalHandler now = Signal.handle(signal, received -> {});
            SignalHandler before = now instanceof Held held ? held.before : now;
            Signal.handle(signal, before == null ? SignalHandler.SIG_DFL : before);
        } catch (IllegalArgumentException e) {
            log().debug("no SIGHUP here", e);
        }
    }

    /**
     * Runs the action at every signal from now on, on a thread of the platform's, and at once if one was {@linkplain #hold held};
     * without this the signal ends the process.
     *
     * @return false where the platform has no such signal, or keeps it to itself ({@code -Xrs}), or where whoever started the process
     *     made it ignore the signal ({@code nohup}), which Java leaves so
     */
    public static boolean listen(Runnable action) {
        try {
            SignalHandler before = Signal.handle(new Signal(NAME), received -> action.run());
            if (before instanceof Held held) {
                held.pass(action);
            }
            return before != SignalHandler.SIG_IGN || without("it was ignored when the process began, as nohup does");
        } catch (IllegalArgumentException e) {
            return without(String.valueOf(e.getMessage()));
        }
    }

    private static boolean without(String why) {
        log().info("no SIGHUP here, so that a changed configuration is only found by looking: {}", why);
        return false;
    }

    /** Fetched when there is something to say: to hold the signal is the first thing that a process does. */
    private static Logger log() {
        return LoggerFactory.getLogger(HangUpSignal.class);
    }

    /** A signal may be on its way to this handler while another one takes its place. */
    private static final class Held implements SignalHandler {
        private volatile @Nullable SignalHandler before;
        private @Nullable Runnable action;
        private boolean came;

        @Override
        public synchronized void handle(Signal signal) {
            came = true;
            if (action != null) {
                action.run();
            }
        }

        synchronized void pass(Runnable to) {
            action = to;
            if (came) {
                to.run();
            }
        }
    }
}
